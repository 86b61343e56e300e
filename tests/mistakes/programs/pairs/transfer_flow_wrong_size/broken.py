# expect: SL405
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.applications import MobileNet
from tensorflow.keras import layers, Model

train = ImageDataGenerator(rescale=1 / 255).flow_from_directory("pets/train", target_size=(40, 40), batch_size=4, class_mode="binary")  # blame
base = MobileNet(include_top=False, weights=None, input_shape=(64, 64, 3), alpha=0.25)  # blame
x = layers.Flatten()(base.output)
out = layers.Dense(1, activation="sigmoid")(x)
model = Model(base.input, out)
model.compile("adam", "binary_crossentropy")
model.fit(train, epochs=1)  # blame
