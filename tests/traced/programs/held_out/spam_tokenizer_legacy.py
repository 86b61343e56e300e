# Spam or ham, old tokenizer
from keras.models import Sequential
from keras.layers import Dense, Dropout, Embedding, Flatten, GlobalMaxPool1D, SimpleRNN, Conv1D
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.metrics import confusion_matrix

data = pd.DataFrame({
    'v1': ['ham', 'spam', 'ham', 'ham', 'spam', 'spam'] * 20,
    'v2': ['see you at nine', 'win a free prize now', 'are you home', 'ok lol', 'call now to claim',
           'urgent your account was chosen'] * 20,
})
texts = []
labels = []
for i, label in enumerate(data['v1']):
    texts.append(data['v2'][i])
    if label == 'ham':
        labels.append(0)
    else:
        labels.append(1)
texts = np.asarray(texts)
labels = np.asarray(labels)

max_features = 500
maxlen = 25
np.random.seed(42)
indices = np.arange(len(texts))
np.random.shuffle(indices)
texts = texts[indices]
labels = labels[indices]

tokenizer = Tokenizer(num_words=max_features)
tokenizer.fit_on_texts(texts)
sequences = tokenizer.texts_to_sequences(texts)
word_index = tokenizer.word_index
print('Found {0} unique words'.format(len(word_index)))
data = pad_sequences(sequences, maxlen=maxlen)
print('data shape: ', data.shape)

texts_train, texts_test, y_train, y_test = train_test_split(data, labels, test_size=0.2, random_state=42)

acc = {}
model = Sequential()
model.add(Embedding(max_features, 32))
model.add(SimpleRNN(32))
model.add(Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['acc'])
history_rnn = model.fit(texts_train, y_train, epochs=2, batch_size=60, validation_split=0.2)
acc['rnn'] = history_rnn.history['acc']
pred = (model.predict(texts_test) > 0.5).astype('int32')
print(confusion_matrix(y_test, pred))

model = Sequential()
model.add(Embedding(len(word_index) + 1, 16, input_length=maxlen) if False else Embedding(len(word_index) + 1, 16))
model.add(Conv1D(32, 5, activation='relu'))
model.add(GlobalMaxPool1D())
model.add(Dropout(.5))
model.add(Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['acc'])
history_cnn = model.fit(texts_train, y_train, epochs=2, batch_size=60, validation_split=0.2)
acc['cnn'] = history_cnn.history['acc']
one_hot = tokenizer.texts_to_matrix(['win a prize', 'hello'], mode='binary')
mlp = Sequential([Dense(10, activation='relu', input_shape=(max_features,)), Dense(1, activation='sigmoid')])
mlp.compile('adam', 'binary_crossentropy')
print(mlp.predict(one_hot).shape, acc)
