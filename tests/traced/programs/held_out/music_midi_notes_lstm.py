import glob
import pickle
import numpy
from keras.models import Sequential
from keras.layers import Dense, Dropout, LSTM, BatchNormalization as BatchNorm, Activation
from keras.utils import to_categorical
from keras.callbacks import ModelCheckpoint


def get_notes():
    notes = []
    for file in glob.glob("midi_songs/*.mid"):
        notes.append(file)
    if not notes:
        notes = ["C4", "E4", "G4", "C4.E4", "B3", "D5"] * 40
    return notes


def prepare_sequences(notes, n_vocab):
    sequence_length = 20
    pitchnames = sorted(set(item for item in notes))
    note_to_int = dict((note, number) for number, note in enumerate(pitchnames))
    network_input = []
    network_output = []
    for i in range(0, len(notes) - sequence_length, 1):
        sequence_in = notes[i:i + sequence_length]
        sequence_out = notes[i + sequence_length]
        network_input.append([note_to_int[char] for char in sequence_in])
        network_output.append(note_to_int[sequence_out])
    n_patterns = len(network_input)
    network_input = numpy.reshape(network_input, (n_patterns, sequence_length, 1))
    network_input = network_input / float(n_vocab)
    network_output = to_categorical(network_output)
    return (network_input, network_output)


def create_network(network_input, n_vocab):
    model = Sequential()
    model.add(LSTM(64, input_shape=(network_input.shape[1], network_input.shape[2]), recurrent_dropout=0.3, return_sequences=True))
    model.add(LSTM(64, return_sequences=True, recurrent_dropout=0.3,))
    model.add(LSTM(64))
    model.add(BatchNorm())
    model.add(Dropout(0.3))
    model.add(Dense(32))
    model.add(Activation('relu'))
    model.add(Dense(n_vocab))
    model.add(Activation('softmax'))
    model.compile(loss='categorical_crossentropy', optimizer='rmsprop')
    return model


def train_network():
    notes = get_notes()
    n_vocab = len(set(notes))
    network_input, network_output = prepare_sequences(notes, n_vocab)
    model = create_network(network_input, n_vocab)
    filepath = "weights-improvement-{epoch:02d}-{loss:.4f}-bigger.keras"
    checkpoint = ModelCheckpoint(filepath, monitor='loss', verbose=0, save_best_only=True, mode='min')
    model.fit(network_input, network_output, epochs=2, batch_size=128, callbacks=[checkpoint])
    pattern = network_input[numpy.random.randint(0, len(network_input) - 1)]
    out = []
    for note_index in range(3):
        prediction_input = numpy.reshape(pattern, (1, len(pattern), 1))
        prediction = model.predict(prediction_input, verbose=0)
        index = numpy.argmax(prediction)
        out.append(index)
        pattern = numpy.append(pattern, [[index / float(n_vocab)]], axis=0)
        pattern = pattern[1:len(pattern)]
    return out


if __name__ == '__main__':
    print(train_network())
