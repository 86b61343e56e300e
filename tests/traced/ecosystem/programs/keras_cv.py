"""Backbones and tasks of keras-cv, tiny."""
import sys
from unittest.mock import MagicMock

for name in ("tensorflow_datasets", "kagglehub", "kagglehub.auth", "kagglehub.exceptions", "keras_core", "regex"):
    sys.modules.setdefault(name, MagicMock())

import keras

# dm-tree, which keras has within it
sys.modules.setdefault("tree", keras.tree)

from keras_cv import models


SHAPE = (64, 64, 3)

stages = {"stackwise_filters": [16, 32], "stackwise_blocks": [2, 1], "stackwise_strides": [1, 2]}
models.ResNetBackbone(**stages, include_rescaling=True, input_shape=SHAPE)
basic = {"stackwise_filters": [64, 128], "stackwise_blocks": [1, 2], "stackwise_strides": [1, 2]}
models.ResNetBackbone(**basic, include_rescaling=False, input_shape=SHAPE, block_type="basic_block")
models.CSPDarkNetBackbone(stackwise_channels=[8, 16, 16, 32], stackwise_depth=[1, 2, 1, 1],
        include_rescaling=True, input_shape=SHAPE)
models.DenseNetBackbone(stackwise_num_repeats=[2, 2, 2], include_rescaling=True, input_shape=SHAPE, growth_rate=8)
models.MiTBackbone(depths=[1, 1, 1, 1], embedding_dims=[8, 16, 24, 32], include_rescaling=True, input_shape=SHAPE)
models.MobileNetV3Backbone(stackwise_expansion=[1, 4, 3], stackwise_filters=[16, 24, 24],
        stackwise_kernel_size=[3, 3, 5], stackwise_stride=[2, 2, 1], stackwise_se_ratio=[0.25, None, 0.25],
        stackwise_activation=["relu", "relu", "hard_swish"], include_rescaling=True, input_shape=SHAPE)
models.EfficientNetLiteBackbone(include_rescaling=False, width_coefficient=1.0, depth_coefficient=1.0,
        stackwise_kernel_sizes=[3, 3], stackwise_num_repeats=[1, 2], stackwise_input_filters=[16, 8],
        stackwise_output_filters=[8, 16], stackwise_expansion_ratios=[1, 4], stackwise_strides=[1, 2], input_shape=SHAPE)
models.ViTDetBackbone(include_rescaling=True, input_shape=(64, 64, 3), patch_size=8, embed_dim=24, depth=2,
        mlp_dim=32, num_heads=2, out_chans=16, window_size=4, global_attention_indices=[1])
models.VGG16Backbone(include_rescaling=True, include_top=False, input_shape=SHAPE)
backbone = models.CSPDarkNetBackbone(stackwise_channels=[8, 16, 16, 32], stackwise_depth=[1, 1, 1, 1],
                   include_rescaling=True, input_shape=(128, 128, 3))
models.ImageClassifier(backbone=backbone, num_classes=4)
models.DeepLabV3Plus(backbone=backbone, num_classes=3)
models.RetinaNet(num_classes=3, bounding_box_format="xywh", backbone=backbone)
