# my first neural network :)
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from keras.models import Sequential
from keras.layers import Dense
from keras.optimizers import Adam

iris_data = load_iris()
print('Example data: ')
print(iris_data.data[:5])
x = iris_data.data
y_ = iris_data.target.reshape(-1, 1)  # Convert data to a single column
encoder = OneHotEncoder(sparse_output=False)
y = encoder.fit_transform(y_)
train_x, test_x, train_y, test_y = train_test_split(x, y, test_size=0.20)

model = Sequential()
model.add(Dense(10, input_shape=(4,), activation='relu', name='fc1'))
model.add(Dense(10, activation='relu', name='fc2'))
model.add(Dense(3, activation='softmax', name='output'))
model.compile(Adam(learning_rate=0.001), loss='categorical_crossentropy', metrics=['accuracy'])
print(model.summary())
model.fit(train_x, train_y, verbose=2, batch_size=5, epochs=200)
results = model.evaluate(test_x, test_y)
print('Final test set loss: {:4f}'.format(results[0]))
print('Final test set accuracy: {:4f}'.format(results[1]))

scaled = StandardScaler().fit_transform(x)
deep = Sequential([Dense(n, activation='relu') for n in (16, 16, 8)] + [Dense(y.shape[1], activation='softmax')])
deep.compile('adam', 'categorical_crossentropy')
deep.fit(scaled, y, epochs=2)
print(deep.predict(scaled[:1]), deep.predict(test_x).argmax(axis=1) == test_y.argmax(axis=1))
