from tensorflow.keras.datasets import imdb
from tensorflow.keras.layers import Embedding, Conv1D, GlobalMaxPooling1D, Dense, Dropout, Input, concatenate
from tensorflow.keras.models import Model, Sequential
from tensorflow.keras.preprocessing import sequence

max_features = 5000
maxlen = 80
embedding_dims = 20
filters = 12
kernel_size = 3
hidden_dims = 16

(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=max_features)
x_train = sequence.pad_sequences(x_train[:100], maxlen=maxlen)
x_test = sequence.pad_sequences(x_test[:20], maxlen=maxlen)
print("x_train shape:", x_train.shape)

model = Sequential()
model.add(Embedding(max_features, embedding_dims))
model.add(Dropout(0.2))
model.add(Conv1D(filters, kernel_size, padding="valid", activation="relu", strides=1))
model.add(GlobalMaxPooling1D())
model.add(Dense(hidden_dims))
model.add(Dropout(0.2))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x_train, y_train[:100], batch_size=32, epochs=1, validation_data=(x_test, y_test[:20]))


def kim_cnn(filter_sizes=(3, 4, 5), num_filters=8):
    sequence_input = Input(shape=(maxlen,), dtype="int32")
    embedded = Embedding(max_features, embedding_dims, trainable=True)(sequence_input)
    convs = []
    for fsz in filter_sizes:
        conv = Conv1D(num_filters, fsz, activation="relu")(embedded)
        pooled = GlobalMaxPooling1D()(conv)
        convs.append(pooled)
    merged = concatenate(convs, axis=1) if len(convs) > 1 else convs[0]
    merged = Dropout(0.5)(merged)
    out = Dense(2, activation="softmax")(merged)
    return Model(inputs=sequence_input, outputs=out)


kim = kim_cnn()
tiny = kim_cnn(filter_sizes=[2])
predictions = kim.predict(x_test)
