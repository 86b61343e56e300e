import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Concatenate, Dense, Input, Lambda, Reshape, Subtract, Add
from tensorflow.keras.models import Model


def linear_space(backcast_length, forecast_length, is_forecast=True):
    horizon = forecast_length if is_forecast else backcast_length
    return np.arange(0, horizon) / horizon


def trend_model(thetas, backcast_length, forecast_length, is_forecast):
    p = thetas.shape[-1]
    t = linear_space(backcast_length, forecast_length, is_forecast=is_forecast)
    basis = np.transpose(np.stack([t**i for i in range(p)], axis=1)).astype("float32")
    return tf.matmul(thetas, tf.constant(basis))


class NBeats:
    GENERIC_BLOCK = "generic"
    TREND_BLOCK = "trend"

    def __init__(self, backcast_length=10, forecast_length=4, stack_types=(TREND_BLOCK, GENERIC_BLOCK),
                 nb_blocks_per_stack=2, thetas_dim=(3, 5), share_weights_in_stack=False, hidden_layer_units=16):
        self.stack_types = stack_types
        self.nb_blocks_per_stack = nb_blocks_per_stack
        self.thetas_dim = thetas_dim
        self.units = hidden_layer_units
        self.share_weights_in_stack = share_weights_in_stack
        self.backcast_length = backcast_length
        self.forecast_length = forecast_length
        self.input_shape = (self.backcast_length, 1)
        self.weights = {}
        assert len(self.stack_types) == len(self.thetas_dim)

        x = Input(shape=self.input_shape, name="input_variable")
        x_ = Reshape((self.backcast_length,))(x)
        y_ = None
        for stack_id in range(len(self.stack_types)):
            stack_type = self.stack_types[stack_id]
            nb_poly = self.thetas_dim[stack_id]
            for block_id in range(self.nb_blocks_per_stack):
                backcast, forecast = self.create_block(x_, stack_id, block_id, stack_type, nb_poly)
                x_ = Subtract()([x_, backcast])
                if stack_id == 0 and block_id == 0:
                    y_ = forecast
                else:
                    y_ = Add()([y_, forecast])
        y = Reshape((self.forecast_length, 1))(y_)
        self.model = Model(x, y)

    def _r(self, layer_with_weights, stack_id):
        """Re-use a layer when weights are shared within a stack."""
        if self.share_weights_in_stack:
            layer_name = layer_with_weights.name.split("/")[-1]
            try:
                return self.weights[stack_id][layer_name]
            except KeyError:
                pass
            if stack_id not in self.weights:
                self.weights[stack_id] = {}
            self.weights[stack_id][layer_name] = layer_with_weights
        return layer_with_weights

    def create_block(self, x, stack_id, block_id, stack_type, nb_poly):
        def reg(layer):
            return self._r(layer, stack_id)

        def n(layer_name):
            return "_".join([str(stack_id), str(block_id), stack_type, layer_name])

        for i in range(1, 5):
            x = reg(Dense(self.units, activation="relu", name=n("d%d" % i)))(x)
        if stack_type == "generic":
            theta_b = reg(Dense(nb_poly, activation="linear", use_bias=False, name=n("theta_b")))
            theta_f = reg(Dense(nb_poly, activation="linear", use_bias=False, name=n("theta_f")))
            backcast = reg(Dense(self.backcast_length, activation="linear", name=n("backcast")))
            forecast = reg(Dense(self.forecast_length, activation="linear", name=n("forecast")))
        elif stack_type == "trend":
            theta_b = theta_f = reg(Dense(nb_poly, activation="linear", use_bias=False, name=n("theta_f_b")))
            backcast = Lambda(
                trend_model,
                output_shape=(self.backcast_length,),
                arguments={"is_forecast": False, "backcast_length": self.backcast_length,
                           "forecast_length": self.forecast_length},
            )
            forecast = Lambda(
                trend_model,
                output_shape=(self.forecast_length,),
                arguments={"is_forecast": True, "backcast_length": self.backcast_length,
                           "forecast_length": self.forecast_length},
            )
        return backcast(theta_b(x)), forecast(theta_f(x))


net = NBeats(backcast_length=20, forecast_length=6)
shared = NBeats(share_weights_in_stack=True, hidden_layer_units=8)
