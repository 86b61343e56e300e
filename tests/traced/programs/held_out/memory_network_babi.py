'''Question answering over short stories with a memory of sentences.'''
from functools import reduce
import re
import numpy as np
from keras.layers import Activation, Dense, Dropout, Embedding, Input, LSTM, Permute, add, concatenate, dot
from keras.models import Model, Sequential
from keras.utils import pad_sequences

lines = '''1 Mary moved to the bathroom.
2 John went to the hallway.
3 Where is Mary? 	bathroom	1
4 Daniel went back to the hallway.
5 Sandra moved to the garden.
6 Where is Daniel? 	hallway	4
1 John moved to the office.
2 Sandra journeyed to the bathroom.
3 Where is Sandra? 	bathroom	2
'''.splitlines()


def tokenize(sent):
    return [x.strip() for x in re.split(r'(\W+)', sent) if x.strip()]


def parse_stories(lines):
    data, story = [], []
    for line in lines:
        nid, line = line.split(' ', 1)
        if int(nid) == 1:
            story = []
        if '\t' in line:
            q, a, supporting = line.split('\t')
            data.append(([x for x in story if x], tokenize(q), a))
            story.append('')
        else:
            story.append(tokenize(line))
    flatten = lambda parts: reduce(lambda x, y: x + y, parts)
    return [(flatten(s), q, a) for s, q, a in data]


stories = parse_stories(lines)
vocab = set()
for story, q, answer in stories:
    vocab |= set(story + q + [answer])
vocab = sorted(vocab)
vocab_size = len(vocab) + 1
story_maxlen = max(map(len, (x for x, _, _ in stories)))
query_maxlen = max(map(len, (x for _, x, _ in stories)))
word_idx = dict((c, i + 1) for i, c in enumerate(vocab))


def vectorize(data):
    inputs, queries, answers = [], [], []
    for story, query, answer in data:
        inputs.append([word_idx[w] for w in story])
        queries.append([word_idx[w] for w in query])
        answers.append(word_idx[answer])
    return pad_sequences(inputs, maxlen=story_maxlen), pad_sequences(queries, maxlen=query_maxlen), np.array(answers)


inputs_train, queries_train, answers_train = vectorize(stories)
print('-', 'Vocab size:', vocab_size, 'unique words', inputs_train.shape, queries_train.shape)

input_sequence = Input((story_maxlen,))
question = Input((query_maxlen,))

encode = {}
for name, width in (('m', 32), ('c', query_maxlen), ('q', 32)):
    block = Sequential(name='encode_' + name)
    block.add(Embedding(input_dim=vocab_size, output_dim=width))
    block.add(Dropout(0.3))
    encode[name] = block

input_encoded_m = encode['m'](input_sequence)
input_encoded_c = encode['c'](input_sequence)
question_encoded = encode['q'](question)

match = dot([input_encoded_m, question_encoded], axes=(2, 2))
match = Activation('softmax')(match)
response = add([match, input_encoded_c])
response = Permute((2, 1))(response)

answer = concatenate([response, question_encoded])
answer = LSTM(24)(answer)
answer = Dropout(0.3)(answer)
answer = Dense(vocab_size)(answer)
answer = Activation('softmax')(answer)
model = Model([input_sequence, question], answer)
model.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit([inputs_train, queries_train], answers_train, batch_size=2, epochs=3)
guess = model.predict([inputs_train, queries_train])
print([vocab[i - 1] for i in guess.argmax(1)])
