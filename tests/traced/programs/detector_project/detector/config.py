from dataclasses import dataclass


@dataclass
class Config:
    image_size: int = 128
    num_classes: int = 4
    width: int = 8
    ratios: tuple = (0.5, 1.0, 2.0)
    scales: tuple = (1.0,)
    backbone: str = "tiny"

    @property
    def input_shape(self):
        return (self.image_size, self.image_size, 3)
