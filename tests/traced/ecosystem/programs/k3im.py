"""Image, sequence and video models of k3im, one of each family."""
from k3im.cait import CaiTModel
from k3im.cait_1d import CAiT_1DModel
from k3im.cct_1d import CCT_1DModel
from k3im.convmixer_1d import ConvMixer1DModel
from k3im.convmixer_3d import ConvMixer3DModel
from k3im.eanet_1d import EANet1DModel
from k3im.fnet import FNetModel
from k3im.focalnet import FocalNetModel
from k3im.gmlp import gMLPModel
from k3im.gmlp_3d import gMLP3DModel
from k3im.mlp_mixer_1d import Mixer1DModel
from k3im.simple_vit_3d import SimpleViT3DModel
from k3im.swint import SwinTModel
from k3im.video_mixer import VideoMixerModel
from k3im.vit_3d import ViT3DModel

image = {"image_size": 32, "patch_size": 8, "num_classes": 4}
sequence = {"seq_len": 32, "patch_size": 8, "num_classes": 4, "dim": 16}
video = {"image_size": 16, "image_patch_size": 4, "frames": 8, "frame_patch_size": 2, "num_classes": 4}

CaiTModel(**image, dim=16, depth=1, heads=2, mlp_dim=32, cls_depth=1, dim_head=8)
FNetModel(**image, embedding_dim=16, num_blocks=2, dropout_rate=0.1, positional_encoding=True)
gMLPModel(**image, embedding_dim=16, num_blocks=2, dropout_rate=0.1)
FocalNetModel(img_size=64, embed_dim=16, depths=[1, 1, 1, 1], num_classes=4)
SwinTModel(img_size=32, patch_size=2, embed_dim=16, num_heads=2, window_size=2, num_mlp=32, qkv_bias=True,
           dropout_rate=0.1, shift_size=1, num_classes=4)

CAiT_1DModel(**sequence, dim_head=8, mlp_dim=32, depth=1, cls_depth=1, heads=2)
CCT_1DModel(input_shape=(32, 3), num_heads=2, projection_dim=16, kernel_size=3, stride=1, padding=1,
            transformer_units=[16, 16], stochastic_depth_rate=0.6, transformer_layers=2, num_classes=4)
ConvMixer1DModel(filters=16, depth=2)
EANet1DModel(**sequence, depth=2, heads=2, mlp_dim=32)
Mixer1DModel(**sequence, depth=2, hidden_units=16)

ConvMixer3DModel(image_size=16, num_frames=8, filters=8, depth=2, patch_size=4)
gMLP3DModel(**video, dim=16, depth=1, hidden_units=16, dropout_rate=0.1)
SimpleViT3DModel(**video, dim=18, depth=1, heads=2, mlp_dim=16)
VideoMixerModel(**video, dim=16, spatial_depth=1, temporal_depth=1, mlp_dim=16)
ViT3DModel(**video, dim=16, depth=1, heads=2, mlp_dim=16, pool="mean")
