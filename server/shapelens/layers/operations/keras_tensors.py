"""What refuses a KerasTensor, by calls in Keras: written by `python -m tests.operations.keras_tensors`."""

from __future__ import annotations

# the parameters that refuse one, by the names of the rules, and the operations that have those
BY_PARAMETERS: dict[str, str] = {
    "a b": """
numpy.linalg.lstsq tensorflow.linalg.cholesky_solve tensorflow.linalg.lstsq tensorflow.linalg.triangular_solve
    """,
    "a b x": "tensorflow.math.betainc",
    "a1 a2": "numpy.polyadd numpy.polysub",
    "ar1 ar2": "numpy.intersect1d",
    "arrays": "numpy.block numpy.linalg.multi_dot",
    "bands rhs": "tensorflow.linalg.banded_triangular_solve",
    "beta gamma mean var": "keras.backend.batch_normalization",
    "beta gamma mean variance": "tensorflow.nn.batch_norm_with_global_normalization",
    "beta x": "tensorflow.linalg.eigh_tridiagonal",
    "bias x": "keras.backend.bias_add tensorflow.nn.bias_add",
    "biases inputs labels weights": "tensorflow.nn.nce_loss tensorflow.nn.sampled_softmax_loss",
    "box_indices boxes x": "tensorflow.image.crop_and_resize",
    "boxes scores": """
tensorflow.image.combined_non_max_suppression tensorflow.image.non_max_suppression
tensorflow.image.non_max_suppression_overlaps tensorflow.image.non_max_suppression_padded
tensorflow.image.non_max_suppression_with_scores
    """,
    "boxes x": "tensorflow.image.draw_bounding_boxes",
    "choicelist condlist": "numpy.select",
    "choices x": "numpy.choose",
    "condition": "keras.backend.switch",
    "condition x1": "numpy.extract",
    "condition x1 x2": "numpy.where tensorflow.where",
    "condlist x": "numpy.piecewise",
    "contents": "tensorflow.image.is_jpeg tensorflow.io.is_jpeg",
    "copy indexing sparse": "numpy.meshgrid",
    "counts mean_ss shift variance_ss": "tensorflow.nn.normalize_moments",
    "data indices": "tensorflow.dynamic_stitch",
    "data segment_ids": """
tensorflow.math.segment_max tensorflow.math.segment_mean tensorflow.math.segment_min tensorflow.math.segment_prod
tensorflow.math.segment_sum tensorflow.math.unsorted_segment_max tensorflow.math.unsorted_segment_mean
tensorflow.math.unsorted_segment_min tensorflow.math.unsorted_segment_prod tensorflow.math.unsorted_segment_sqrt_n
tensorflow.math.unsorted_segment_sum
    """,
    "decrement x": "keras.backend.update_sub",
    "diagonal x": "tensorflow.linalg.set_diag",
    "diagonals rhs": "tensorflow.linalg.tridiagonal_matmul tensorflow.linalg.tridiagonal_solve",
    "filters x": "tensorflow.nn.dilation2d tensorflow.nn.erosion2d",
    "fp x xp": "numpy.interp",
    "frequency_weights x": "tensorflow.nn.weighted_moments",
    "imag real": "tensorflow.complex",
    "increment x": "keras.backend.update_add",
    "indexing xs": "tensorflow.meshgrid",
    "indices": "numpy.unravel_index tensorflow.unravel_index",
    "indices updates x": """
tensorflow.tensor_scatter_nd_add tensorflow.tensor_scatter_nd_max tensorflow.tensor_scatter_nd_min
tensorflow.tensor_scatter_nd_sub tensorflow.tensor_scatter_nd_update
    """,
    "indices values": "tensorflow.scatter_nd",
    "indices x": """
keras.backend.gather numpy.take numpy.take_along_axis tensorflow.gather tensorflow.gather_nd
tensorflow.nn.embedding_lookup
    """,
    "input_length label_length y_pred y_true": "keras.backend.ctc_batch_cost",
    "input_length x": "keras.backend.ctc_decode",
    "inputs": "tensorflow.strings.format tensorflow.strings.join",
    "kernel pointwise_kernel x": "keras.backend.separable_conv2d tensorflow.nn.separable_conv2d",
    "kernel x": """
keras.backend.conv1d keras.backend.conv2d keras.backend.conv2d_transpose keras.backend.conv3d
keras.backend.depthwise_conv2d tensorflow.nn.atrous_conv2d tensorflow.nn.atrous_conv2d_transpose tensorflow.nn.conv1d
tensorflow.nn.conv1d_transpose tensorflow.nn.conv2d tensorflow.nn.conv2d_transpose tensorflow.nn.conv3d
tensorflow.nn.conv3d_transpose tensorflow.nn.conv_transpose tensorflow.nn.convolution tensorflow.nn.depthwise_conv2d
tensorflow.nn.depthwise_conv2d_backprop_filter tensorflow.nn.depthwise_conv2d_backprop_input
    """,
    "keys": "numpy.lexsort",
    "label_length labels logit_length x": "tensorflow.nn.ctc_loss",
    "labels predictions": "tensorflow.math.confusion_matrix",
    "labels x": """
keras.backend.sparse_categorical_crossentropy tensorflow.nn.sparse_softmax_cross_entropy_with_logits
    """,
    "lengths": "tensorflow.sequence_mask",
    "loc": "numpy.random.Generator.normal numpy.random.normal",
    "logits": "keras.random.categorical tensorflow.random.categorical tensorflow.random.stateless_categorical",
    "low": "numpy.random.Generator.uniform numpy.random.uniform",
    "mask x": "tensorflow.boolean_mask",
    "mean offset scale variance": "tensorflow.nn.batch_normalization",
    "multi_index": "numpy.ravel_multi_index",
    "new_x x": "keras.backend.update",
    "offsets x": "tensorflow.image.extract_glimpse",
    "operands": "tensorflow.einsum",
    "operands optimize": "numpy.einsum",
    "p": "numpy.polyder numpy.polyint",
    "p x": "numpy.polyval",
    "partitions x": "tensorflow.dynamic_partition",
    "perm rhs x": "tensorflow.linalg.lu_solve",
    "perm x": "tensorflow.linalg.lu_matrix_inverse tensorflow.linalg.lu_reconstruct",
    "predictions targets": "keras.backend.in_top_k tensorflow.math.in_top_k tensorflow.nn.in_top_k",
    "sampled_candidates true_classes": "tensorflow.nn.compute_accidental_hits",
    "segment_ids x": "tensorflow.strings.unsorted_segment_join",
    "seq_length x": "tensorflow.nn.collapse_repeated",
    "seq_lengths x": "tensorflow.reverse_sequence",
    "sequences": "keras.utils.pad_sequences",
    "several": "keras.backend.batch_get_value tensorflow.shape_n",
    "shift x": "tensorflow.nn.sufficient_statistics",
    "sorted_sequence values": "numpy.searchsorted tensorflow.searchsorted",
    "subok xs": "numpy.broadcast_arrays",
    "t": "tensorflow.nn.l2_loss",
    "t_list": "tensorflow.linalg.global_norm",
    "true_classes": """
tensorflow.nn.all_candidate_sampler tensorflow.nn.fixed_unigram_candidate_sampler
tensorflow.nn.learned_unigram_candidate_sampler tensorflow.random.all_candidate_sampler
tensorflow.random.fixed_unigram_candidate_sampler tensorflow.random.learned_unigram_candidate_sampler
tensorflow.random.log_uniform_candidate_sampler tensorflow.random.uniform_candidate_sampler
    """,
    "value x": "keras.backend.moving_average_update",
    "weights": "keras.ops.bincount",
    "weights x": "tensorflow.math.bincount",
    "x": """
keras.activations.hard_silu keras.activations.hard_swish keras.activations.mish keras.activations.sparsemax
keras.backend.abs keras.backend.all keras.backend.any keras.backend.argmax keras.backend.argmin
keras.backend.batch_flatten keras.backend.cast keras.backend.cast_to_floatx keras.backend.clip keras.backend.cos
keras.backend.count_params keras.backend.cumprod keras.backend.cumsum keras.backend.dropout keras.backend.elu
keras.backend.exp keras.backend.expand_dims keras.backend.flatten keras.backend.hard_sigmoid
keras.backend.l2_normalize keras.backend.log keras.backend.max keras.backend.mean keras.backend.min keras.backend.ndim
keras.backend.one_hot keras.backend.ones_like keras.backend.permute_dimensions keras.backend.pool2d
keras.backend.pool3d keras.backend.prod keras.backend.relu keras.backend.repeat keras.backend.repeat_elements
keras.backend.reshape keras.backend.resize_images keras.backend.resize_volumes keras.backend.reverse
keras.backend.round keras.backend.shape keras.backend.sigmoid keras.backend.sign keras.backend.sin
keras.backend.softmax keras.backend.softplus keras.backend.softsign keras.backend.spatial_2d_padding
keras.backend.spatial_3d_padding keras.backend.sqrt keras.backend.square keras.backend.squeeze keras.backend.std
keras.backend.sum keras.backend.tanh keras.backend.temporal_padding keras.backend.tile keras.backend.transpose
keras.backend.var keras.backend.variable keras.backend.zeros_like keras.ops.convert_to_numpy keras.ops.digitize
keras.ops.image.perspective_transform keras.random.dropout keras.random.shuffle keras.utils.to_categorical numpy.abs
numpy.absolute numpy.acos numpy.acosh numpy.all numpy.amax numpy.amin numpy.angle numpy.any numpy.arccos numpy.arccosh
numpy.arcsin numpy.arcsinh numpy.arctan numpy.arctanh numpy.argmax numpy.argmin numpy.argpartition numpy.argsort
numpy.argwhere numpy.around numpy.array numpy.array_split numpy.asanyarray numpy.asarray numpy.asarray_chkfinite
numpy.ascontiguousarray numpy.asfortranarray numpy.asin numpy.asinh numpy.astype numpy.atan numpy.atanh numpy.average
numpy.bincount numpy.bitwise_count numpy.bitwise_invert numpy.bitwise_not numpy.broadcast_to numpy.cbrt numpy.ceil
numpy.clip numpy.compress numpy.conj numpy.conjugate numpy.copy numpy.corrcoef numpy.cos numpy.cosh
numpy.count_nonzero numpy.cov numpy.cumprod numpy.cumsum numpy.cumulative_prod numpy.cumulative_sum numpy.deg2rad
numpy.degrees numpy.delete numpy.diag numpy.diagflat numpy.diagonal numpy.digitize numpy.dsplit numpy.ediff1d
numpy.empty_like numpy.exp numpy.exp2 numpy.expand_dims numpy.expm1 numpy.fabs numpy.fft.fft numpy.fft.fft2
numpy.fft.fftn numpy.fft.fftshift numpy.fft.hfft numpy.fft.ifft numpy.fft.ifft2 numpy.fft.ifftn numpy.fft.ifftshift
numpy.fft.ihfft numpy.fft.irfft numpy.fft.irfft2 numpy.fft.irfftn numpy.fft.rfft numpy.fft.rfft2 numpy.fft.rfftn
numpy.fix numpy.flatnonzero numpy.fliplr numpy.flipud numpy.floor numpy.frexp numpy.full_like numpy.gradient
numpy.histogram numpy.histogram_bin_edges numpy.hsplit numpy.i0 numpy.imag numpy.insert numpy.invert numpy.iscomplex
numpy.isfinite numpy.isinf numpy.isnan numpy.isneginf numpy.isposinf numpy.isreal numpy.linalg.cond numpy.linalg.det
numpy.linalg.diagonal numpy.linalg.eig numpy.linalg.eigh numpy.linalg.eigvals numpy.linalg.eigvalsh
numpy.linalg.matrix_norm numpy.linalg.matrix_power numpy.linalg.matrix_rank numpy.linalg.norm numpy.linalg.pinv
numpy.linalg.qr numpy.linalg.slogdet numpy.linalg.svd numpy.linalg.svdvals numpy.linalg.trace numpy.linalg.vector_norm
numpy.log numpy.log10 numpy.log1p numpy.log2 numpy.logical_not numpy.matrix_transpose numpy.max numpy.mean
numpy.median numpy.min numpy.modf numpy.moveaxis numpy.nan_to_num numpy.nanargmax numpy.nanargmin numpy.nancumprod
numpy.nancumsum numpy.nanmax numpy.nanmean numpy.nanmedian numpy.nanmin numpy.nanpercentile numpy.nanprod
numpy.nanquantile numpy.nanstd numpy.nansum numpy.nanvar numpy.negative numpy.nonzero numpy.ones_like numpy.packbits
numpy.pad numpy.partition numpy.percentile numpy.permute_dims numpy.positive numpy.prod numpy.ptp numpy.quantile
numpy.rad2deg numpy.radians numpy.random.choice numpy.random.permutation numpy.ravel numpy.real numpy.real_if_close
numpy.reciprocal numpy.repeat numpy.require numpy.reshape numpy.resize numpy.rint numpy.roll numpy.rollaxis
numpy.rot90 numpy.round numpy.sign numpy.signbit numpy.sin numpy.sinc numpy.sinh numpy.sort numpy.sort_complex
numpy.spacing numpy.split numpy.sqrt numpy.square numpy.std numpy.sum numpy.swapaxes numpy.tan numpy.tanh numpy.tile
numpy.trace numpy.transpose numpy.tril numpy.triu numpy.trunc numpy.unique numpy.unique_all numpy.unique_counts
numpy.unique_inverse numpy.unpackbits numpy.unstack numpy.unwrap numpy.vander numpy.var numpy.vsplit numpy.zeros_like
tensorflow.Variable tensorflow.abs tensorflow.acos tensorflow.acosh tensorflow.argmax tensorflow.argmin
tensorflow.argsort tensorflow.as_string tensorflow.asin tensorflow.asinh tensorflow.atan tensorflow.atanh
tensorflow.batch_to_space tensorflow.bitcast tensorflow.bitwise.invert tensorflow.broadcast_to tensorflow.cast
tensorflow.clip_by_norm tensorflow.clip_by_value tensorflow.constant tensorflow.convert_to_tensor tensorflow.cos
tensorflow.cosh tensorflow.cumsum tensorflow.eig tensorflow.eigvals tensorflow.ensure_shape tensorflow.exp
tensorflow.expand_dims tensorflow.extract_volume_patches tensorflow.fingerprint tensorflow.floor
tensorflow.guarantee_const tensorflow.histogram_fixed_width tensorflow.histogram_fixed_width_bins tensorflow.identity
tensorflow.image.adjust_brightness tensorflow.image.adjust_contrast tensorflow.image.adjust_gamma
tensorflow.image.adjust_hue tensorflow.image.adjust_jpeg_quality tensorflow.image.adjust_saturation
tensorflow.image.central_crop tensorflow.image.convert_image_dtype tensorflow.image.crop_to_bounding_box
tensorflow.image.encode_jpeg tensorflow.image.encode_png tensorflow.image.extract_patches
tensorflow.image.flip_left_right tensorflow.image.flip_up_down tensorflow.image.grayscale_to_rgb
tensorflow.image.hsv_to_rgb tensorflow.image.image_gradients tensorflow.image.pad_to_bounding_box
tensorflow.image.per_image_standardization tensorflow.image.random_brightness tensorflow.image.random_contrast
tensorflow.image.random_crop tensorflow.image.random_flip_left_right tensorflow.image.random_flip_up_down
tensorflow.image.random_hue tensorflow.image.random_jpeg_quality tensorflow.image.random_saturation
tensorflow.image.resize tensorflow.image.resize_with_crop_or_pad tensorflow.image.resize_with_pad
tensorflow.image.rgb_to_grayscale tensorflow.image.rgb_to_hsv tensorflow.image.rgb_to_yiq tensorflow.image.rgb_to_yuv
tensorflow.image.rot90 tensorflow.image.sobel_edges tensorflow.image.stateless_random_brightness
tensorflow.image.stateless_random_contrast tensorflow.image.stateless_random_crop
tensorflow.image.stateless_random_flip_left_right tensorflow.image.stateless_random_flip_up_down
tensorflow.image.stateless_random_hue tensorflow.image.stateless_random_jpeg_quality
tensorflow.image.stateless_random_saturation tensorflow.image.total_variation tensorflow.image.transpose
tensorflow.image.yiq_to_rgb tensorflow.image.yuv_to_rgb tensorflow.io.decode_base64 tensorflow.io.encode_base64
tensorflow.io.encode_jpeg tensorflow.io.encode_png tensorflow.linalg.adjoint tensorflow.linalg.band_part
tensorflow.linalg.cholesky tensorflow.linalg.det tensorflow.linalg.diag tensorflow.linalg.diag_part
tensorflow.linalg.eigh tensorflow.linalg.eigvalsh tensorflow.linalg.l2_normalize tensorflow.linalg.logdet
tensorflow.linalg.matrix_rank tensorflow.linalg.matrix_transpose tensorflow.linalg.normalize tensorflow.linalg.pinv
tensorflow.linalg.qr tensorflow.linalg.slogdet tensorflow.linalg.sqrtm tensorflow.linalg.svd
tensorflow.linalg.tensor_diag tensorflow.linalg.tensor_diag_part tensorflow.linalg.trace tensorflow.math.angle
tensorflow.math.bessel_i0 tensorflow.math.bessel_i0e tensorflow.math.bessel_i1 tensorflow.math.bessel_i1e
tensorflow.math.ceil tensorflow.math.conj tensorflow.math.count_nonzero tensorflow.math.cumprod
tensorflow.math.cumulative_logsumexp tensorflow.math.digamma tensorflow.math.erf tensorflow.math.erfc
tensorflow.math.erfcinv tensorflow.math.expm1 tensorflow.math.imag tensorflow.math.invert_permutation
tensorflow.math.is_finite tensorflow.math.is_inf tensorflow.math.is_nan tensorflow.math.is_non_decreasing
tensorflow.math.is_strictly_increasing tensorflow.math.l2_normalize tensorflow.math.lbeta tensorflow.math.lgamma
tensorflow.math.log tensorflow.math.log1p tensorflow.math.log_sigmoid tensorflow.math.log_softmax
tensorflow.math.ndtri tensorflow.math.polyval tensorflow.math.real tensorflow.math.reciprocal
tensorflow.math.reciprocal_no_nan tensorflow.math.reduce_euclidean_norm tensorflow.math.reduce_std
tensorflow.math.reduce_variance tensorflow.math.rint tensorflow.math.rsqrt tensorflow.math.softmax
tensorflow.math.softplus tensorflow.math.softsign tensorflow.math.top_k tensorflow.math.zero_fraction
tensorflow.matrix_square_root tensorflow.negative tensorflow.nn.avg_pool tensorflow.nn.avg_pool1d
tensorflow.nn.avg_pool2d tensorflow.nn.avg_pool3d tensorflow.nn.compute_average_loss tensorflow.nn.crelu
tensorflow.nn.ctc_unique_labels tensorflow.nn.depth_to_space tensorflow.nn.dropout tensorflow.nn.elu
tensorflow.nn.fractional_avg_pool tensorflow.nn.fractional_max_pool tensorflow.nn.gelu
tensorflow.nn.isotonic_regression tensorflow.nn.l2_normalize tensorflow.nn.leaky_relu
tensorflow.nn.local_response_normalization tensorflow.nn.log_softmax tensorflow.nn.lrn tensorflow.nn.max_pool
tensorflow.nn.max_pool1d tensorflow.nn.max_pool2d tensorflow.nn.max_pool3d tensorflow.nn.max_pool_with_argmax
tensorflow.nn.moments tensorflow.nn.pool tensorflow.nn.relu tensorflow.nn.relu6
tensorflow.nn.scale_regularization_loss tensorflow.nn.selu tensorflow.nn.sigmoid tensorflow.nn.silu
tensorflow.nn.softmax tensorflow.nn.softplus tensorflow.nn.softsign tensorflow.nn.space_to_batch
tensorflow.nn.space_to_depth tensorflow.nn.swish tensorflow.nn.tanh tensorflow.nn.top_k tensorflow.nn.zero_fraction
tensorflow.norm tensorflow.one_hot tensorflow.ones_like tensorflow.pad tensorflow.random.fold_in
tensorflow.random.shuffle tensorflow.rank tensorflow.reduce_logsumexp tensorflow.reduce_max tensorflow.reduce_mean
tensorflow.reduce_min tensorflow.reduce_prod tensorflow.reduce_sum tensorflow.repeat tensorflow.reshape
tensorflow.reverse tensorflow.roll tensorflow.round tensorflow.saturate_cast tensorflow.shape tensorflow.sigmoid
tensorflow.sign tensorflow.signal.dct tensorflow.signal.fft tensorflow.signal.fft2d tensorflow.signal.fft3d
tensorflow.signal.fftshift tensorflow.signal.frame tensorflow.signal.idct tensorflow.signal.ifft
tensorflow.signal.ifft2d tensorflow.signal.ifft3d tensorflow.signal.ifftshift tensorflow.signal.inverse_mdct
tensorflow.signal.inverse_stft tensorflow.signal.irfft tensorflow.signal.irfft2d tensorflow.signal.irfft3d
tensorflow.signal.mdct tensorflow.signal.mfccs_from_log_mel_spectrograms tensorflow.signal.overlap_and_add
tensorflow.signal.rfft tensorflow.signal.rfft2d tensorflow.signal.rfft3d tensorflow.signal.stft tensorflow.sin
tensorflow.sinh tensorflow.size tensorflow.slice tensorflow.sort tensorflow.space_to_batch
tensorflow.space_to_batch_nd tensorflow.split tensorflow.sqrt tensorflow.square tensorflow.squeeze
tensorflow.stop_gradient tensorflow.strided_slice tensorflow.strings.length tensorflow.strings.lower
tensorflow.strings.ngrams tensorflow.strings.reduce_join tensorflow.strings.regex_full_match
tensorflow.strings.regex_replace tensorflow.strings.strip tensorflow.strings.substr tensorflow.strings.to_hash_bucket
tensorflow.strings.to_hash_bucket_fast tensorflow.strings.to_hash_bucket_strong tensorflow.strings.unicode_encode
tensorflow.strings.unicode_script tensorflow.strings.unicode_transcode tensorflow.strings.upper tensorflow.tan
tensorflow.tanh tensorflow.tile tensorflow.transpose tensorflow.unique tensorflow.unique_with_counts
tensorflow.unstack tensorflow.zeros_like
    """,
    "x x2": "numpy.isin",
    "x y": "numpy.histogram2d",
    "x1": """
keras.losses.circle numpy.less numpy.trim_zeros numpy.unique_values tensorflow.divide tensorflow.math.multiply_no_nan
tensorflow.math.polygamma tensorflow.math.xlogy tensorflow.truncatediv
    """,
    "x1 x2": """
keras.backend.batch_dot keras.backend.binary_crossentropy keras.backend.binary_focal_crossentropy
keras.backend.categorical_crossentropy keras.backend.categorical_focal_crossentropy keras.backend.dot
keras.backend.equal keras.backend.greater keras.backend.greater_equal keras.backend.less keras.backend.less_equal
keras.backend.maximum keras.backend.minimum keras.backend.not_equal keras.backend.pow numpy.add numpy.allclose
numpy.append numpy.arctan2 numpy.atan2 numpy.bitwise_and numpy.bitwise_left_shift numpy.bitwise_or
numpy.bitwise_right_shift numpy.bitwise_xor numpy.convolve numpy.correlate numpy.cross numpy.divide numpy.divmod
numpy.dot numpy.equal numpy.floor_divide numpy.fmax numpy.fmin numpy.fmod numpy.gcd numpy.greater numpy.greater_equal
numpy.heaviside numpy.hypot numpy.inner numpy.isclose numpy.kron numpy.lcm numpy.ldexp numpy.left_shift
numpy.less_equal numpy.linalg.cross numpy.linalg.matmul numpy.linalg.outer numpy.linalg.tensordot numpy.linalg.vecdot
numpy.logaddexp numpy.logaddexp2 numpy.logical_and numpy.logical_or numpy.matmul numpy.matvec numpy.maximum
numpy.minimum numpy.multiply numpy.nextafter numpy.not_equal numpy.outer numpy.pow numpy.power numpy.remainder
numpy.right_shift numpy.setdiff1d numpy.setxor1d numpy.subtract numpy.tensordot numpy.true_divide numpy.union1d
numpy.vdot numpy.vecdot numpy.vecmat tensorflow.add tensorflow.equal tensorflow.greater tensorflow.greater_equal
tensorflow.image.psnr tensorflow.image.ssim tensorflow.image.ssim_multiscale tensorflow.less tensorflow.less_equal
tensorflow.linalg.cross tensorflow.linalg.matvec tensorflow.logical_and tensorflow.logical_or
tensorflow.math.divide_no_nan tensorflow.math.floordiv tensorflow.math.igamma tensorflow.math.logical_xor
tensorflow.math.mod tensorflow.math.nextafter tensorflow.math.xdivy tensorflow.math.xlog1py tensorflow.math.zeta
tensorflow.matmul tensorflow.maximum tensorflow.minimum tensorflow.multiply tensorflow.nn.log_poisson_loss
tensorflow.nn.sigmoid_cross_entropy_with_logits tensorflow.nn.softmax_cross_entropy_with_logits
tensorflow.nn.weighted_cross_entropy_with_logits tensorflow.not_equal tensorflow.realdiv tensorflow.subtract
tensorflow.tensordot tensorflow.truediv
    """,
    "x2": """
numpy.copysign numpy.float_power numpy.logical_xor numpy.mod tensorflow.atan2 tensorflow.math.igammac
tensorflow.math.squared_difference tensorflow.pow tensorflow.scalar_mul tensorflow.truncatemod
    """,
    "xs": """
keras.backend.concatenate keras.backend.stack numpy.atleast_1d numpy.atleast_2d numpy.atleast_3d numpy.column_stack
numpy.concat numpy.concatenate numpy.dstack numpy.hstack numpy.ix_ numpy.row_stack numpy.stack numpy.vstack
tensorflow.add_n tensorflow.clip_by_global_norm tensorflow.concat tensorflow.identity_n tensorflow.math.accumulate_n
tensorflow.stack
    """,
    "y": "numpy.polyfit numpy.trapezoid",
}
# functions without a rule: path, and the place and name of the argument that refuses one
FUNCTIONS: tuple[tuple[str, int, str], ...] = (
    ("builtins.all", 0, "iterable"),
    ("builtins.any", 0, "iterable"),
    ("builtins.bool", 0, "object"),
    ("builtins.complex", 0, "real"),
    ("builtins.enumerate", 0, "iterable"),
    ("builtins.float", 0, "x"),
    ("builtins.int", 0, "x"),
    ("builtins.iter", 0, "object"),
    ("builtins.len", 0, "obj"),
    ("builtins.list", 0, "iterable"),
    ("builtins.map", 1, "iterable"),
    ("builtins.reversed", 0, "sequence"),
    ("builtins.sum", 0, "iterable"),
    ("builtins.tuple", 0, "iterable"),
    ("builtins.zip", 0, "iterable"),
    ("keras.utils.img_to_array", 0, "img"),
    ("numpy.apply_along_axis", 2, "arr"),
    ("numpy.iterable", 0, "y"),
    ("numpy.random.shuffle", 0, "x"),
    ("tensorflow.assert_equal", 0, "x"),
    ("tensorflow.assert_rank", 0, "x"),
    ("tensorflow.cond", 0, "pred"),
    ("tensorflow.data.Dataset.from_tensor_slices", 0, "tensors"),
    ("tensorflow.data.Dataset.from_tensors", 0, "tensors"),
    ("tensorflow.foldl", 1, "elems"),
    ("tensorflow.foldr", 1, "elems"),
    ("tensorflow.map_fn", 1, "elems"),
    ("tensorflow.scan", 1, "elems"),
    ("tensorflow.switch_case", 0, "branch_index"),
    ("tensorflow.vectorized_map", 1, "elems"),
    ("tensorflow.while_loop", 2, "loop_vars"),
)
# operations that give what the one of the same name in keras.ops gives
SAME_IN_KERAS = frozenset(
    """
keras.activations.hard_silu keras.activations.hard_swish keras.activations.sparsemax keras.backend.abs
keras.backend.all keras.backend.any keras.backend.cast keras.backend.categorical_crossentropy keras.backend.clip
keras.backend.concatenate keras.backend.cos keras.backend.cumprod keras.backend.cumsum keras.backend.dot
keras.backend.elu keras.backend.equal keras.backend.exp keras.backend.expand_dims keras.backend.greater
keras.backend.greater_equal keras.backend.l2_normalize keras.backend.less keras.backend.less_equal keras.backend.log
keras.backend.max keras.backend.maximum keras.backend.mean keras.backend.min keras.backend.minimum keras.backend.ndim
keras.backend.not_equal keras.backend.one_hot keras.backend.ones_like keras.backend.permute_dimensions
keras.backend.pow keras.backend.prod keras.backend.reshape keras.backend.round keras.backend.sigmoid
keras.backend.sign keras.backend.sin keras.backend.softmax keras.backend.softplus keras.backend.softsign
keras.backend.sparse_categorical_crossentropy keras.backend.sqrt keras.backend.square keras.backend.squeeze
keras.backend.stack keras.backend.std keras.backend.sum keras.backend.tanh keras.backend.tile keras.backend.transpose
keras.backend.var keras.backend.zeros_like keras.ops.bincount keras.ops.digitize numpy.all numpy.allclose numpy.amax
numpy.amin numpy.angle numpy.any numpy.append numpy.argmax numpy.argsort numpy.array numpy.bincount numpy.bitwise_and
numpy.bitwise_xor numpy.broadcast_to numpy.copy numpy.correlate numpy.cross numpy.cumprod numpy.cumsum numpy.diag
numpy.diagflat numpy.digitize numpy.dot numpy.dsplit numpy.dstack numpy.expand_dims numpy.fliplr numpy.flipud
numpy.hsplit numpy.i0 numpy.imag numpy.inner numpy.isclose numpy.isin numpy.isnan numpy.isneginf numpy.isposinf
numpy.isreal numpy.kron numpy.ldexp numpy.left_shift numpy.less numpy.less_equal numpy.linalg.cross numpy.linalg.det
numpy.linalg.matmul numpy.linalg.norm numpy.linalg.outer numpy.linalg.pinv numpy.linalg.qr numpy.linalg.slogdet
numpy.linalg.tensordot numpy.logical_and numpy.max numpy.median numpy.meshgrid numpy.moveaxis numpy.nan_to_num
numpy.nanargmax numpy.nanargmin numpy.nancumsum numpy.nanmax numpy.nanmedian numpy.nanmin numpy.nanpercentile
numpy.nanquantile numpy.nonzero numpy.not_equal numpy.outer numpy.percentile numpy.ptp numpy.quantile numpy.ravel
numpy.real numpy.repeat numpy.reshape numpy.right_shift numpy.roll numpy.round numpy.searchsorted numpy.select
numpy.sinc numpy.sort numpy.sum numpy.swapaxes numpy.take_along_axis numpy.tensordot numpy.tile numpy.trace
numpy.transpose numpy.tril numpy.triu numpy.unravel_index numpy.unstack numpy.vander numpy.vdot numpy.vsplit
numpy.where tensorflow.abs tensorflow.acos tensorflow.acosh tensorflow.add tensorflow.argsort tensorflow.asin
tensorflow.asinh tensorflow.atan tensorflow.atan2 tensorflow.atanh tensorflow.bitwise.invert tensorflow.broadcast_to
tensorflow.cast tensorflow.clip_by_value tensorflow.concat tensorflow.convert_to_tensor tensorflow.cos tensorflow.cosh
tensorflow.divide tensorflow.eig tensorflow.einsum tensorflow.equal tensorflow.exp tensorflow.expand_dims
tensorflow.floor tensorflow.greater tensorflow.greater_equal tensorflow.less tensorflow.less_equal
tensorflow.linalg.cross tensorflow.linalg.det tensorflow.linalg.eigh tensorflow.linalg.l2_normalize
tensorflow.linalg.logdet tensorflow.linalg.lstsq tensorflow.linalg.matrix_rank tensorflow.linalg.pinv
tensorflow.linalg.qr tensorflow.linalg.slogdet tensorflow.logical_and tensorflow.logical_or tensorflow.math.angle
tensorflow.math.ceil tensorflow.math.conj tensorflow.math.divide_no_nan tensorflow.math.erf tensorflow.math.erfc
tensorflow.math.expm1 tensorflow.math.floordiv tensorflow.math.imag tensorflow.math.in_top_k tensorflow.math.is_finite
tensorflow.math.is_inf tensorflow.math.is_nan tensorflow.math.l2_normalize tensorflow.math.log tensorflow.math.log1p
tensorflow.math.log_sigmoid tensorflow.math.log_softmax tensorflow.math.logical_xor tensorflow.math.mod
tensorflow.math.nextafter tensorflow.math.real tensorflow.math.reciprocal tensorflow.math.reduce_std
tensorflow.math.rsqrt tensorflow.math.segment_prod tensorflow.math.softmax tensorflow.math.softplus
tensorflow.math.softsign tensorflow.math.top_k tensorflow.math.unsorted_segment_sum tensorflow.maximum
tensorflow.meshgrid tensorflow.minimum tensorflow.multiply tensorflow.negative tensorflow.nn.depth_to_space
tensorflow.nn.elu tensorflow.nn.gelu tensorflow.nn.in_top_k tensorflow.nn.l2_normalize tensorflow.nn.log_softmax
tensorflow.nn.max_pool tensorflow.nn.relu tensorflow.nn.relu6 tensorflow.nn.selu tensorflow.nn.sigmoid
tensorflow.nn.silu tensorflow.nn.softmax tensorflow.nn.softplus tensorflow.nn.softsign tensorflow.nn.space_to_depth
tensorflow.nn.swish tensorflow.nn.tanh tensorflow.nn.top_k tensorflow.not_equal tensorflow.one_hot
tensorflow.ones_like tensorflow.pad tensorflow.pow tensorflow.reduce_logsumexp tensorflow.reduce_max
tensorflow.reduce_mean tensorflow.reduce_min tensorflow.reduce_prod tensorflow.reduce_sum tensorflow.repeat
tensorflow.reshape tensorflow.roll tensorflow.round tensorflow.saturate_cast tensorflow.searchsorted
tensorflow.sigmoid tensorflow.sign tensorflow.sin tensorflow.sinh tensorflow.size tensorflow.slice tensorflow.sort
tensorflow.split tensorflow.sqrt tensorflow.square tensorflow.squeeze tensorflow.stack tensorflow.stop_gradient
tensorflow.subtract tensorflow.tan tensorflow.tanh tensorflow.tensordot tensorflow.tile tensorflow.transpose
tensorflow.truediv tensorflow.unstack tensorflow.zeros_like
""".split()
)
# metrics, and losses whose mean is refused over an open number of samples
METRICS = frozenset(
    """
AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy CategoricalHinge
ConcordanceCorrelation CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence
LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError
MeanSquaredLogarithmicError OneHotIoU OneHotMeanIoU PearsonCorrelation Poisson Precision PrecisionAtRecall R2Score
Recall RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy
SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
TopKCategoricalAccuracy TrueNegatives TruePositives
""".split()
)
LOSSES = frozenset(
    """
BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy
CategoricalGeneralizedCrossEntropy CategoricalHinge CosineSimilarity Hinge Huber KLDivergence LogCosh
MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SquaredHinge
""".split()
)
# what arrays or tensors of TensorFlow have, and a KerasTensor has not
ATTRIBUTES = frozenset(
    """
OVERLOADABLE_OPERATORS T all any argmax argmin argpartition argsort astype backing_device base byteswap choose clip
compress conj conjugate consumers copy cpu ctypes cumprod cumsum data device diagonal dot dump dumps eval
experimental_ref fill flags flat flatten get_shape getfield gpu graph imag is_packed item itemsize mT max mean min
nbytes nonzero numpy op partition prod put ravel real ref repeat resize round searchsorted set_shape setfield setflags
size sort std strides sum swapaxes take to_device tobytes tofile tolist trace transpose value_index var view
""".split()
)
# what arrays have, and no tensor of TensorFlow has
ATTRIBUTES_OF_ARRAYS = frozenset(
    """
T all any argmax argmin argpartition argsort astype base byteswap choose clip compress conj conjugate copy ctypes
cumprod cumsum data diagonal dot dump dumps fill flags flat flatten getfield imag item itemsize mT max mean min nbytes
nonzero partition prod put ravel real repeat reshape resize round searchsorted setfield setflags size sort squeeze std
strides sum swapaxes take to_device tobytes tofile tolist trace transpose var view
""".split()
)
