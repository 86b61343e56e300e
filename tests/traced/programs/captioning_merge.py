from numpy import array
from pickle import dumps
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.utils import to_categorical
from tensorflow.keras.models import Model
from tensorflow.keras.layers import Input, Dense, LSTM, Embedding, Dropout, add, RepeatVector, Concatenate, TimeDistributed

descriptions = {
    "1000": ["startseq dog runs endseq", "startseq a brown dog endseq"],
    "1001": ["startseq child climbs stairs endseq"],
}


def to_lines(descriptions):
    all_desc = list()
    for key in descriptions.keys():
        [all_desc.append(d) for d in descriptions[key]]
    return all_desc


def word_index(lines):
    index = {}
    for line in lines:
        for word in line.split():
            if word not in index:
                index[word] = len(index) + 1
    return index


def max_length(descriptions):
    lines = to_lines(descriptions)
    return max(len(d.split()) for d in lines)


index = word_index(to_lines(descriptions))
vocab_size = len(index) + 1
max_len = max_length(descriptions)
print("Vocabulary Size: %d" % vocab_size, "Description Length: %d" % max_len)


def define_model(vocab_size, max_length):
    # feature extractor model
    inputs1 = Input(shape=(128,))
    fe1 = Dropout(0.5)(inputs1)
    fe2 = Dense(24, activation="relu")(fe1)
    # sequence model
    inputs2 = Input(shape=(max_length,))
    se1 = Embedding(vocab_size, 24, mask_zero=True)(inputs2)
    se2 = Dropout(0.5)(se1)
    se3 = LSTM(24)(se2)
    # decoder model
    decoder1 = add([fe2, se3])
    decoder2 = Dense(24, activation="relu")(decoder1)
    outputs = Dense(vocab_size, activation="softmax")(decoder2)
    model = Model(inputs=[inputs1, inputs2], outputs=outputs)
    model.compile(loss="categorical_crossentropy", optimizer="adam")
    return model


def inject_model(vocab_size, max_length):
    image = Input(shape=(128,))
    im = RepeatVector(max_length)(Dense(10)(image))
    text = Input(shape=(max_length,))
    te = Embedding(vocab_size, 10)(text)
    merged = Concatenate()([im, te])
    lm = LSTM(16, return_sequences=True)(merged)
    lm = TimeDistributed(Dense(8, activation="relu"))(lm)
    lm = LSTM(8)(lm)
    return Model([image, text], Dense(vocab_size, activation="softmax")(lm))


def create_sequences(desc_list, photo):
    X1, X2, y = list(), list(), list()
    for desc in desc_list:
        seq = [index[word] for word in desc.split()]
        for i in range(1, len(seq)):
            in_seq, out_seq = seq[:i], seq[i]
            in_seq = pad_sequences([in_seq], maxlen=max_len)[0]
            out_seq = to_categorical([out_seq], num_classes=vocab_size)[0]
            X1.append(photo)
            X2.append(in_seq)
            y.append(out_seq)
    return array(X1), array(X2), array(y)


model = define_model(vocab_size, max_len)
X1, X2, y = create_sequences(descriptions["1000"], [0.0] * 128)
model.fit([X1, X2], y, epochs=1, verbose=2)
inject = inject_model(vocab_size, max_len)
