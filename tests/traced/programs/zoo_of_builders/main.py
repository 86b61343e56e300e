"""Every builder of the zoo with its defaults."""
import zoo

models = [zoo.lenet(), zoo.alexnet_small(), zoo.vgg_block_net(), zoo.fcn(), zoo.bilstm_tagger(), zoo.Autoencoder().build()]
models.append(zoo.highway())
for model in models:
    print(model.name, model.count_params())
