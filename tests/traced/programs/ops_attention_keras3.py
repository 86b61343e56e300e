"""Attention written out in keras.ops: grouped queries, rotary positions, windows, linear attention."""
import math
import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
from keras import layers, ops


def rotate_half(x):
    x1, x2 = ops.split(x, 2, axis=-1)
    return ops.concatenate([-x2, x1], axis=-1)


class Rotary(layers.Layer):
    def __init__(self, base=10000.0, **kwargs):
        super().__init__(**kwargs)
        self.base = base

    def build(self, input_shape):
        dim = input_shape[-1]
        self.inv_freq = 1.0 / (self.base ** (ops.arange(0, dim, 2, dtype="float32") / dim))
        super().build(input_shape)

    def call(self, x, offset=0):
        # x: (batch, heads, time, dim)
        t = ops.arange(ops.shape(x)[2], dtype="float32") + offset
        freqs = ops.einsum("i,j->ij", t, self.inv_freq)
        emb = ops.concatenate([freqs, freqs], axis=-1)
        cos = ops.cos(emb)[None, None]
        sin = ops.sin(emb)[None, None]
        return x * cos + rotate_half(x) * sin


class GroupedQueryAttention(layers.Layer):
    def __init__(self, dim, heads, kv_heads, causal=True, **kwargs):
        super().__init__(**kwargs)
        assert dim % heads == 0 and heads % kv_heads == 0
        self.dim, self.heads, self.kv_heads = dim, heads, kv_heads
        self.head_dim = dim // heads
        self.groups = heads // kv_heads
        self.causal = causal
        self.q = layers.Dense(dim, use_bias=False, name="q")
        self.kv = layers.Dense(2 * kv_heads * self.head_dim, use_bias=False, name="kv")
        self.out = layers.Dense(dim, name="out")
        self.rope = Rotary(name="rope")

    def split_heads(self, x, n):
        b, t = ops.shape(x)[0], ops.shape(x)[1]
        x = ops.reshape(x, (b, t, n, self.head_dim))
        return ops.transpose(x, (0, 2, 1, 3))

    def call(self, x, training=None):
        b, t, _ = ops.shape(x)
        q = self.split_heads(self.q(x), self.heads)
        k, v = ops.split(self.kv(x), 2, axis=-1)
        k, v = self.split_heads(k, self.kv_heads), self.split_heads(v, self.kv_heads)
        q, k = self.rope(q), self.rope(k)
        k, v = ops.repeat(k, self.groups, axis=1), ops.repeat(v, self.groups, axis=1)
        scores = ops.matmul(q, ops.transpose(k, (0, 1, 3, 2))) / math.sqrt(self.head_dim)
        if self.causal:
            i = ops.arange(t)
            mask = ops.expand_dims(i, 1) >= ops.expand_dims(i, 0)
            scores = ops.where(mask, scores, -1e9)
        weights = ops.softmax(scores, axis=-1)
        y = ops.transpose(ops.matmul(weights, v), (0, 2, 1, 3))
        return self.out(ops.reshape(y, (b, t, self.dim)))


class SwiGLU(layers.Layer):
    def __init__(self, hidden, **kwargs):
        super().__init__(**kwargs)
        self.hidden = hidden

    def build(self, shape):
        d = shape[-1]
        self.w1 = self.add_weight(shape=(d, self.hidden * 2), initializer="glorot_uniform", name="w1")
        self.w2 = self.add_weight(shape=(self.hidden, d), initializer="glorot_uniform", name="w2")

    def call(self, x):
        gate, value = ops.split(ops.dot(x, self.w1), 2, axis=-1)
        return ops.dot(ops.silu(gate) * value, self.w2)


class RMSNorm(layers.Layer):
    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, x):
        return x * ops.rsqrt(ops.mean(ops.square(x), axis=-1, keepdims=True) + 1e-6) * self.scale


class LinearAttention2D(layers.Layer):
    """Over the pixels of a map."""

    def __init__(self, heads=2, dim_head=8):
        super().__init__()
        self.heads, self.dim_head = heads, dim_head
        self.to_qkv = layers.Conv2D(heads * dim_head * 3, 1, use_bias=False)

    def build(self, input_shape):
        self.to_out = keras.Sequential([layers.Conv2D(input_shape[-1], 1), layers.GroupNormalization(1)])
        super().build(input_shape)

    def call(self, x):
        b, h, w, c = x.shape
        qkv = ops.reshape(self.to_qkv(x), (-1, h * w, 3, self.heads, self.dim_head))
        q, k, v = ops.unstack(ops.transpose(qkv, (2, 0, 3, 4, 1)), 3, axis=0)
        q = ops.softmax(q, axis=-2) * self.dim_head**-0.5
        k = ops.softmax(k, axis=-1)
        context = ops.einsum("bhdn,bhen->bhde", k, v)
        out = ops.einsum("bhde,bhdn->bhen", context, q)
        out = ops.reshape(out, (-1, self.heads * self.dim_head, h, w))
        return self.to_out(ops.moveaxis(out, 1, -1))


class Block(layers.Layer):
    def __init__(self, dim, heads, kv_heads, hidden, **kw):
        super().__init__(**kw)
        self.n1, self.n2 = RMSNorm(), RMSNorm()
        self.attn = GroupedQueryAttention(dim, heads, kv_heads)
        self.ff = SwiGLU(hidden)

    def call(self, x):
        x = x + self.attn(self.n1(x))
        return x + self.ff(self.n2(x))


def llama(vocab=512, context=32, dim=48, depth=2, heads=6, kv_heads=2):
    tokens = keras.Input((context,), dtype="int32")
    h = layers.Embedding(vocab, dim)(tokens)
    for i in range(depth):
        h = Block(dim, heads, kv_heads, hidden=int(dim * 8 / 3), name=f"block_{i}")(h)
    h = RMSNorm()(h)
    logits = layers.Dense(vocab, use_bias=False)(h)
    return keras.Model(tokens, logits)


lm = llama()
lm.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))

image = keras.Input((16, 24, 20))
y = LinearAttention2D()(image)
y = LinearAttention2D(heads=4)(y)
y = layers.Add()([image, y])
pooled = ops.mean(y, axis=(1, 2))
pooled = ops.concatenate([pooled, ops.max(y, axis=[1, 2])], axis=-1)
scores = layers.Dense(3)(pooled)
net = keras.Model(image, ops.softmax(scores))
