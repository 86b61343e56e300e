import numpy as np
from keras.applications.inception_v3 import InceptionV3, preprocess_input
from keras.layers import LSTM, Dense, Dropout, Embedding, Input, add, RepeatVector, Concatenate
from keras.models import Model
from keras.utils import pad_sequences, to_categorical

captions = {"a.jpg": ["startseq a dog runs endseq", "startseq dog on grass endseq"],
            "b.jpg": ["startseq two cats sleep endseq"]}
words = sorted({w for cs in captions.values() for c in cs for w in c.split()})
wordtoix = {w: i for i, w in enumerate(words, start=1)}
ixtoword = {i: w for w, i in wordtoix.items()}
vocab_size = len(words) + 1
max_length = max(len(c.split()) for cs in captions.values() for c in cs)

cnn = InceptionV3(weights=None)
cnn = Model(cnn.input, cnn.layers[-2].output)


def encode(name):
    x = np.random.uniform(0, 255, (299, 299, 3))
    x = preprocess_input(np.expand_dims(x, axis=0))
    fea_vec = cnn.predict(x, verbose=0)
    return np.reshape(fea_vec, fea_vec.shape[1])


features = {name: encode(name) for name in captions}


def data_generator(captions, photos, max_length, num_photos_per_batch):
    X1, X2, y = [], [], []
    n = 0
    while True:
        for key, desc_list in captions.items():
            n += 1
            photo = photos[key]
            for desc in desc_list:
                seq = [wordtoix[word] for word in desc.split(' ') if word in wordtoix]
                for i in range(1, len(seq)):
                    in_seq, out_seq = seq[:i], seq[i]
                    in_seq = pad_sequences([in_seq], maxlen=max_length)[0]
                    out_seq = to_categorical([out_seq], num_classes=vocab_size)[0]
                    X1.append(photo)
                    X2.append(in_seq)
                    y.append(out_seq)
            if n == num_photos_per_batch:
                yield (np.array(X1), np.array(X2)), np.array(y)
                X1, X2, y = [], [], []
                n = 0


inputs1 = Input(shape=(2048,))
fe1 = Dropout(0.5)(inputs1)
fe2 = Dense(64, activation='relu')(fe1)
inputs2 = Input(shape=(max_length,))
se1 = Embedding(vocab_size, 50, mask_zero=True)(inputs2)
se2 = Dropout(0.5)(se1)
se3 = LSTM(64)(se2)
decoder1 = add([fe2, se3])
decoder2 = Dense(64, activation='relu')(decoder1)
outputs = Dense(vocab_size, activation='softmax')(decoder2)
model = Model(inputs=[inputs1, inputs2], outputs=outputs)
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(data_generator(captions, features, max_length, 2), epochs=2, steps_per_epoch=1, verbose=1)


def greedy(photo):
    in_text = 'startseq'
    for i in range(max_length):
        sequence = [wordtoix[w] for w in in_text.split() if w in wordtoix]
        sequence = pad_sequences([sequence], maxlen=max_length)
        yhat = model.predict([photo, sequence], verbose=0)
        yhat = np.argmax(yhat)
        word = ixtoword.get(yhat, 'endseq')
        in_text += ' ' + word
        if word == 'endseq':
            break
    return in_text


print(greedy(features['a.jpg'].reshape((1, 2048))))
