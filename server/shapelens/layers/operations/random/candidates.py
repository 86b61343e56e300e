"""Classes drawn at random to train against, and labels without what repeats (`tf.random`, `tf.nn`)."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME
from shapelens.shapes.unknown import Unknown

_DRAWN = (fixed("int64"), fixed("float32"), fixed("float32"))


@operation(
    "tensorflow.random.all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None)",
    "tensorflow.nn.all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None)",
    "tensorflow.random.uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, "
    "name=None)",
    "tensorflow.random.log_uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, "
    "seed=None, name=None)",
    "tensorflow.random.learned_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, "
    "seed=None, name=None)",
    "tensorflow.nn.learned_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, "
    "seed=None, name=None)",
    "tensorflow.random.fixed_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, "
    "vocab_file='', distortion=1.0, num_reserved_ids=0, num_shards=1, shard=0, unigrams=(), seed=None, name=None)",
    "tensorflow.nn.fixed_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, "
    "vocab_file='', distortion=1.0, num_reserved_ids=0, num_shards=1, shard=0, unigrams=(), seed=None, name=None)",
    dtype=_DRAWN,
    examples=(
        (
            "tensorflow.random.uniform_candidate_sampler(int64[8, 1], 1, 5, True, 100)"
            " -> [int64[5], float32[8, 1], float32[5]]"
        ),
    ),
)
def candidates(arguments: Arguments) -> Shapes:
    """`num_sampled` classes, and how often the true ones and these are to be expected."""
    true = arguments.shape("true_classes")
    arguments.require_rank(true, exactly=2)
    count, width = arguments.integer("num_sampled", minimum=1), arguments.integer("num_true", minimum=1)
    if isinstance(width, int) and isinstance(true[1], int) and width != true[1]:
        arguments.reject("num_true", f"{true[1]}, as many as the true classes of a sample")
    return [(count,), true, (count,)]


@operation(
    "tensorflow.nn.compute_accidental_hits(true_classes, sampled_candidates, num_true, seed=None, name=None)",
    dtype=(fixed("int32"), fixed("int64"), fixed("float32")),
)
def accidental_hits(arguments: Arguments) -> Shapes:
    """Which drawn classes are true ones: how many is not known."""
    arguments.require_rank(arguments.shape("true_classes"), exactly=2)
    arguments.require_rank(arguments.shape("sampled_candidates"), exactly=1)
    return [(SOME,)] * 3


@operation(
    "tensorflow.nn.collapse_repeated(labels: x, seq_length, name=None)",
    dtype=(same("x"), same("seq_length")),
)
def collapse_repeated(arguments: Arguments) -> Shapes:
    """Labels without repetitions, as long as the longest that is left, and their lengths."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=2)
    lengths = arguments.shape("seq_length")
    return [(shape[0], SOME), lengths if len(shape) == 2 else Unknown("the labels have more than two axes")]


@operation("tensorflow.nn.ctc_unique_labels(labels: x, name=None)", dtype=unverified("it depends on the version"))
def unique_labels(arguments: Arguments) -> Shapes:
    """The different labels of each sample, filled up, and which of them each label is."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=2)
    return [shape, shape]
