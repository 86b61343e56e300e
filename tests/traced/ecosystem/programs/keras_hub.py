"""Backbones and tasks of keras-hub, tiny."""
import sys
from unittest.mock import MagicMock

for name in ("kagglehub", "kagglehub.auth", "kagglehub.exceptions", "kagglehub.config", "sentencepiece", "tokenizers", "tensorflow_text", "tensorflow_datasets", "regex"):
    sys.modules.setdefault(name, MagicMock())

import numpy as np

from keras_hub import layers, models


def attempt(build, *args, **kwargs):
    try:
        return build(*args, **kwargs)
    except Exception as error:
        print(f"{build.__name__}: {type(error).__name__}: {str(error)[:300]}")


TEXT = {"vocabulary_size": 50, "num_layers": 2, "num_heads": 2, "hidden_dim": 16, "intermediate_dim": 32}
for build in (models.BertBackbone, models.RobertaBackbone, models.DistilBertBackbone, models.DebertaV3Backbone,
              models.GPT2Backbone, models.OPTBackbone, models.FNetBackbone, models.BartBackbone, models.WhisperBackbone):
    options = dict(TEXT)
    if build is models.FNetBackbone:
        del options["num_heads"]
    if build is models.WhisperBackbone:
        options.update(num_mels=80)
    attempt(build, **options)
attempt(models.AlbertBackbone, vocabulary_size=50, num_layers=2, num_heads=2, embedding_dim=8, hidden_dim=16, intermediate_dim=32)
attempt(models.ResNetBackbone, input_conv_filters=[64], input_conv_kernel_sizes=[7], stackwise_num_filters=[64, 128],
        stackwise_num_blocks=[1, 2], stackwise_num_strides=[1, 2], block_type="basic_block", image_shape=(64, 64, 3))
attempt(models.VGGBackbone, stackwise_num_repeats=[1, 2], stackwise_num_filters=[4, 8], image_shape=(32, 32, 3))
attempt(models.DenseNetBackbone, stackwise_num_repeats=[2, 2, 2], image_shape=(64, 64, 3), growth_rate=8)
attempt(models.MiTBackbone, layerwise_depths=[1, 1], image_shape=(64, 64, 3), hidden_dims=[8, 16], num_layers=2,
        layerwise_num_heads=[1, 2], layerwise_sr_ratios=[8, 4], max_drop_path_rate=0.1, layerwise_patch_sizes=[7, 3],
        layerwise_strides=[4, 2])
attempt(models.ViTBackbone, image_shape=(32, 32, 3), patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=24)
attempt(models.EfficientNetBackbone, stackwise_width_coefficients=[1.0, 1.0], stackwise_depth_coefficients=[1.0, 1.0],
        stackwise_kernel_sizes=[3, 3], stackwise_num_repeats=[1, 2], stackwise_input_filters=[8, 8],
        stackwise_output_filters=[8, 16], stackwise_expansion_ratios=[1, 4], stackwise_strides=[1, 2],
        stackwise_squeeze_and_excite_ratios=[0.25, 0.25], stackwise_block_types=["v1", "v1"], min_depth=None,
        include_initial_padding=True, use_depth_divisor_as_min_depth=True, cap_round_filter_decrease=True,
        stem_conv_padding="valid", batch_norm_momentum=0.9, image_shape=(64, 64, 3))
tokens = np.zeros((2, 12), dtype="int32")
embedded = attempt(layers.TokenAndPositionEmbedding, 50, 12, 16)(tokens)
encoded = attempt(layers.TransformerEncoder, 32, 2)(embedded)
attempt(layers.TransformerDecoder, 32, 2)(embedded, encoded)
attempt(layers.FNetEncoder, 32)(embedded)
