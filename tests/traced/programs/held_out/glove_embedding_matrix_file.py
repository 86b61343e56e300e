import io
import numpy as np
from keras.layers import Conv1D, Dense, Embedding, GlobalMaxPooling1D, Input, MaxPooling1D
from keras.models import Model
from keras.initializers import Constant
from keras.layers import TextVectorization

GLOVE = io.StringIO("\n".join("%s %s" % (w, " ".join("%.3f" % v for v in np.random.randn(20))) for w in "the cat sat on a mat dog ran".split()))
MAX_SEQUENCE_LENGTH, MAX_NUM_WORDS, EMBEDDING_DIM = 80, 500, 20
embeddings_index = {}
for line in GLOVE:
    word, coefs = line.split(maxsplit=1)
    coefs = np.fromstring(coefs, "f", sep=" ")
    embeddings_index[word] = coefs
print("Found %s word vectors." % len(embeddings_index))

texts = ["the cat sat on the mat", "a dog ran"] * 20
labels = np.array([0, 1] * 20)
vectorizer = TextVectorization(max_tokens=MAX_NUM_WORDS, output_sequence_length=MAX_SEQUENCE_LENGTH)
vectorizer.adapt(texts)
voc = vectorizer.get_vocabulary()
word_index = dict(zip(voc, range(len(voc))))
num_tokens = len(voc) + 2
embedding_matrix = np.zeros((num_tokens, EMBEDDING_DIM))
for word, i in word_index.items():
    vector = embeddings_index.get(word)
    if vector is not None:
        embedding_matrix[i] = vector
embedding_layer = Embedding(num_tokens, EMBEDDING_DIM, embeddings_initializer=Constant(embedding_matrix), trainable=False)

sequence_input = Input(shape=(MAX_SEQUENCE_LENGTH,), dtype="int32")
x = embedding_layer(sequence_input)
x = Conv1D(64, 5, activation="relu")(x)
x = MaxPooling1D(5)(x)
x = Conv1D(64, 5, activation="relu")(x)
x = MaxPooling1D(2)(x)
x = GlobalMaxPooling1D()(x)
preds = Dense(2, activation="softmax")(x)
model = Model(sequence_input, preds)
model.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop", metrics=["acc"])
data = vectorizer(np.array([[s] for s in texts])).numpy()
model.fit(data, labels, batch_size=8, epochs=1)
string_input = Input(shape=(1,), dtype="string")
end_to_end = Model(string_input, model(vectorizer(string_input)))
print(data.shape, end_to_end.output_shape)
