import numpy as np
import keras
from keras import layers
from keras.applications import xception, densenet, nasnet, vgg19, resnet_v2

IMG = (128, 128, 3)
backbones = {
    "xception": (xception.Xception, xception.preprocess_input),
    "densenet": (densenet.DenseNet121, densenet.preprocess_input),
    "resnet50v2": (resnet_v2.ResNet50V2, resnet_v2.preprocess_input),
    "vgg19": (vgg19.VGG19, vgg19.preprocess_input),
}
n_breeds = 12
data = np.random.randint(0, 256, (6, *IMG)).astype("float32")
labels = keras.utils.to_categorical(np.arange(6), n_breeds)


def get_features(model_name, preprocess, input_size, data):
    input_layer = layers.Input(input_size)
    preprocessor = layers.Lambda(preprocess)(input_layer)
    base_model = model_name(weights=None, include_top=False, input_shape=input_size)(preprocessor)
    avg = layers.GlobalAveragePooling2D()(base_model)
    feature_extractor = keras.Model(inputs=input_layer, outputs=avg)
    feature_maps = feature_extractor.predict(data, batch_size=3, verbose=0)
    print("Feature maps shape: ", feature_maps.shape)
    return feature_maps


parts = []
for name, (cls, prep) in backbones.items():
    parts.append(get_features(cls, prep, IMG, data))
final_features = np.concatenate(parts, axis=-1)
print("Final feature maps shape", final_features.shape)

dnn = keras.models.Sequential([
    layers.InputLayer(final_features.shape[1:]),
    layers.Dropout(0.7),
    layers.Dense(n_breeds, activation="softmax"),
])
dnn.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
dnn.fit(final_features, labels, batch_size=2, epochs=1, validation_split=0.2)
print(dnn.predict(final_features).argmax(axis=1))

base = vgg19.VGG19(include_top=False, weights=None, input_tensor=layers.Input((64, 64, 3)))
flat = layers.Flatten()(base.get_layer("block4_pool").output)
short = keras.Model(base.input, layers.Dense(4)(flat))
print(short.output_shape, flat.shape)
