"""What has no rule, and why: sparse and ragged tensors, graphs of sessions, the content of files."""

from __future__ import annotations

from shapelens.layers.operations.registry import without_rule

_SPARSE = "sparse tensors are not followed"
_RAGGED = "ragged tensors are not followed"

without_rule(
    _SPARSE,
    "tensorflow.sparse.",
    """SparseTensor add bincount concat cross cross_hashed expand_dims eye fill_empty_rows from_dense map_values mask
    maximum minimum reduce_max reduce_sum reorder reset_shape reshape retain sampled_addmm segment_mean segment_sqrt_n
    segment_sum slice softmax sparse_dense_matmul split to_dense to_indicator transpose""",
)
without_rule(_SPARSE, "tensorflow.", "IndexedSlices SparseTensor edit_distance")
without_rule(_SPARSE, "tensorflow.nn.", "embedding_lookup_sparse safe_embedding_lookup_sparse")
without_rule(_SPARSE, "tensorflow.sets.", "difference intersection size union")
without_rule(_SPARSE, "tensorflow.io.", "deserialize_many_sparse serialize_many_sparse serialize_sparse")
without_rule(_SPARSE, "keras.backend.", "ctc_label_dense_to_sparse")
without_rule(
    _RAGGED,
    "tensorflow.ragged.",
    """boolean_mask constant cross cross_hashed map_flat_values range row_splits_to_segment_ids
    segment_ids_to_row_splits stack stack_dynamic_partitions""",
)
without_rule(
    _RAGGED,
    "tensorflow.strings.",
    "bytes_split split unicode_decode unicode_decode_with_offsets unicode_split unicode_split_with_offsets",
)
without_rule(_RAGGED, "tensorflow.", "RaggedTensor ragged_fill_empty_rows ragged_fill_empty_rows_grad")
without_rule("the graph is only there in a session", "keras.backend.", "function gradients")
without_rule("it is a file's to say", "tensorflow.io.", """parse_example parse_sequence_example parse_single_example
    parse_single_sequence_example parse_tensor decode_csv decode_json_example decode_proto decode_raw""")  # fmt: skip
without_rule("it is a file's to say", "tensorflow.audio.", "decode_wav")
without_rule("it is a file's to say", "numpy.", "fromfile fromregex genfromtxt load loadtxt memmap")
