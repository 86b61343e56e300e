import keras
from keras import layers, ops


class MMoE(layers.Layer):
    """Several experts, one gate a task."""

    def __init__(self, units, num_experts, num_tasks, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.num_experts = num_experts
        self.num_tasks = num_tasks
        self.experts = []
        self.gates = []

    def build(self, input_shape):
        in_dim = int(input_shape[-1])
        self.expert_kernels = self.add_weight(
            name="expert_kernel", shape=(in_dim, self.units, self.num_experts), initializer="glorot_uniform"
        )
        self.gate_kernels = [
            self.add_weight(name=f"gate_{i}", shape=(in_dim, self.num_experts), initializer="glorot_uniform")
            for i in range(self.num_tasks)
        ]

    def call(self, inputs):
        expert_outputs = ops.tensordot(inputs, self.expert_kernels, axes=1)
        expert_outputs = ops.relu(expert_outputs)
        final_outputs = []
        for kernel in self.gate_kernels:
            gate = ops.softmax(ops.dot(inputs, kernel), axis=-1)
            gate = ops.expand_dims(gate, axis=1)
            weighted = expert_outputs * ops.repeat(gate, self.units, axis=1)
            final_outputs.append(ops.sum(weighted, axis=2))
        return final_outputs


class Router(layers.Layer):
    def __init__(self, num_experts, expert_dim):
        super().__init__()
        self.gate = layers.Dense(num_experts, activation="softmax")
        self.experts = [layers.Dense(expert_dim, activation="gelu") for _ in range(num_experts)]

    def call(self, x):
        weights = self.gate(x)
        stacked = ops.stack([expert(x) for expert in self.experts], axis=1)
        return ops.einsum("be,bed->bd", weights, stacked)


inputs = keras.Input((20,))
tasks = MMoE(units=6, num_experts=4, num_tasks=2)(inputs)
outputs = []
for index, task in enumerate(tasks):
    tower = layers.Dense(8, activation="relu")(task)
    outputs.append(layers.Dense(units=index + 1, name=f"task_{index}")(tower))
model = keras.Model(inputs=inputs, outputs=outputs)

routed = Router(3, 10)(inputs)
routed = layers.EinsumDense("ab,bc->ac", output_shape=5, bias_axes="c")(routed)
multi = layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 4))(keras.Input((7, 8)))
a, b = layers.Dense(3)(routed), layers.Dense(3)(routed)
mixed = a * 0.5 + b ** 2 - 1.0
ratio = a / (ops.abs(b) + 1e-3)
gated = ops.where(a > b, a, b)
top = ops.max(mixed, axis=-1, keepdims=True)
joined = layers.Concatenate()([mixed, ratio, gated, top])
