"""What has no rule, and why: sparse and ragged tensors, graphs of sessions, the content of files."""

from __future__ import annotations

from shapelens.layers.operations.framework.registry import without_rule

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

_NO_TENSOR = "it gives no tensor"
_PROGRAMS = "it is for a function of the program to say"
_RAW = "it is a kernel that Keras and TensorFlow call by another name"
without_rule(
    _NO_TENSOR,
    "tensorflow.",
    """as_dtype control_dependencies device executing_eagerly get_current_name_scope get_logger get_static_value
    import_graph_def init_scope inside_function is_symbolic_tensor load_library load_op_library make_ndarray
    make_tensor_proto no_gradient register_tensor_conversion_function type_spec_from_value variable_creator_scope""",
)
without_rule(_NO_TENSOR, "keras.backend.", "is_float_dtype is_int_dtype is_sparse name_scope result_type")
without_rule(_NO_TENSOR, "keras.losses.", "deserialize serialize")
without_rule(_NO_TENSOR, "keras.metrics.", "deserialize serialize")
without_rule(_NO_TENSOR, "tensorflow.random.", "create_rng_state get_global_generator")
without_rule(
    _NO_TENSOR,
    "numpy.",
    """array2string array_repr array_str base_repr binary_repr can_cast common_type datetime_data einsum_path
    format_float_positional format_float_scientific get_include get_printoptions getbufsize geterr geterrcall info
    iscomplexobj isdtype isfortran isrealobj isscalar issubdtype iterable may_share_memory min_scalar_type mintypecode
    nested_iters printoptions promote_types result_type setbufsize seterrcall shares_memory show_config show_runtime
    typename""",
)
without_rule(_NO_TENSOR, "numpy.random.", "bytes get_bit_generator get_state set_bit_generator set_state")
without_rule(_PROGRAMS, "tensorflow.", "nondifferentiable_batch_function numpy_function py_function")
without_rule(_PROGRAMS, "tensorflow.nn.", "with_space_to_batch")
without_rule(_PROGRAMS, "tensorflow.signal.", "inverse_stft_window_fn")
without_rule(_PROGRAMS, "numpy.", "apply_over_axes fromfunction mask_indices")
without_rule(
    _RAW,
    "tensorflow.",
    """approx_top_k check_pinned conv conv2d_backprop_filter_v2 conv2d_backprop_input_v2 fftnd ifftnd irfftnd
    random_index_shuffle rfftnd""",
)
without_rule("the graph is only there in a session", "tensorflow.", "hessians parallel_stack")
without_rule(_SPARSE, "tensorflow.nn.", "ctc_beam_search_decoder ctc_greedy_decoder")
without_rule(
    "how many boxes there are is for their scores to say", "tensorflow.image.", "generate_bounding_box_proposals"
)
without_rule("dates are not followed", "numpy.", "busday_count busday_offset datetime_as_string is_busday isnat")
without_rule("it is a matrix of numpy, whose products are its own", "numpy.", "asmatrix bmat")
without_rule("it is made of the content of a string or of another library", "numpy.", "from_dlpack fromstring")
without_rule("it has one array for each axis and a list of others", "numpy.", "histogramdd")
_NO_KERNEL = "TensorFlow has no kernel for it on a CPU, and nothing to compare with"
for _place in ("tensorflow.nn.", "tensorflow.math."):
    without_rule(_NO_KERNEL, _place, "approx_max_k approx_min_k")
without_rule(_NO_KERNEL, "tensorflow.signal.", "fftnd ifftnd irfftnd rfftnd")
without_rule("only tensors that have an inverse have a shape to compare", "numpy.linalg.", "tensorinv")
