import io
import pandas as pd
import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler
from tensorflow.keras.layers import Input, Dense, Embedding, Flatten, concatenate, Dropout, BatchNormalization
from tensorflow.keras.models import Model
from tensorflow.keras.callbacks import ReduceLROnPlateau, EarlyStopping

CSV = """survived,pclass,sex,age,fare,embarked,cabin
0,3,male,22,7.25,S,
1,1,female,38,71.28,C,C85
1,3,female,26,7.92,S,
1,1,female,35,53.1,S,C123
0,3,male,,8.05,S,
0,1,male,54,51.86,S,E46
0,3,male,2,21.07,Q,
1,2,female,14,30.07,C,
"""

df = pd.read_csv(io.StringIO(CSV))
df = pd.concat([df] * 12, ignore_index=True)
df['age'] = df['age'].fillna(df['age'].median())
df['has_cabin'] = df['cabin'].notna().astype(int)
df = df.drop(columns=['cabin'])
print(df.shape)

categorical = ['pclass', 'sex', 'embarked']
numeric = ['age', 'fare', 'has_cabin']
encoders = {}
for column in categorical:
    encoders[column] = LabelEncoder()
    df[column] = encoders[column].fit_transform(df[column].astype(str))
df[numeric] = MinMaxScaler().fit_transform(df[numeric])

train, test = train_test_split(df, test_size=0.25, random_state=1, stratify=df['survived'])


def as_inputs(frame):
    X = [frame[c].values for c in categorical]
    X.append(frame[numeric].values)
    return X


inputs, parts = [], []
for column in categorical:
    n = df[column].nunique()
    size = min(50, (n + 1) // 2)
    inp = Input(shape=(1,), name=column)
    emb = Embedding(n, size, name='emb_' + column)(inp)
    inputs.append(inp)
    parts.append(Flatten()(emb))
numbers = Input(shape=(len(numeric),), name='numbers')
inputs.append(numbers)
parts.append(Dense(8, activation='relu')(numbers))

x = concatenate(parts)
x = BatchNormalization()(x)
for units, rate in zip([64, 32], [.3, .2]):
    x = Dense(units, activation='relu')(x)
    x = Dropout(rate)(x)
output = Dense(1, activation='sigmoid')(x)
model = Model(inputs, output)
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['AUC'])

callbacks = [EarlyStopping(monitor='val_loss', patience=5), ReduceLROnPlateau(patience=2, factor=.5)]
model.fit(as_inputs(train), train['survived'].values, validation_split=.2, epochs=5, batch_size=16, callbacks=callbacks)
p = model.predict(as_inputs(test))
submission = pd.DataFrame({'id': test.index, 'survived': (p[:, 0] > .5).astype(int)})
print(submission.head())
print(p.shape, model.get_layer('emb_sex').get_weights()[0].shape)
