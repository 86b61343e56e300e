"""Functions of Keras that give no tensor, but on which models depend: the backend's settings and the graph."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import ListObject
from shapelens.interpreter.domain.values import CallArguments, Node, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.policies import policy_name, policy_of
from shapelens.interpreter.machine.first_scopes import change_setting, setting
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("keras.backend.backend", "keras.config.backend")
def _backend(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return "tensorflow"


@library("keras.backend.floatx", "keras.config.floatx")
def _floatx(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return setting(machine.heap, "floatx")


@library("keras.backend.image_data_format", "keras.config.image_data_format")
def _image_data_format(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return setting(machine.heap, "data_format")


@library(
    "keras.backend.standardize_data_format",
    "keras.backend.config.standardize_data_format",
    "keras.utils.conv_utils.normalize_data_format",
)
def _standardize_data_format(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The setting where none is given (keras.src.backend.config.standardize_data_format)."""
    given = arguments.get(0, "data_format", arguments.get(0, "value"))
    if given is None:
        return setting(machine.heap, "data_format")
    return given.lower() if isinstance(given, str) else NOT_KNOWN


@library("keras.backend.set_floatx", "keras.config.set_floatx")
def _set_floatx(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    for name in ("floatx", "dtype"):
        change_setting(machine.heap, name, arguments.get(0, "value"))
    return None


@library("keras.backend.set_image_data_format", "keras.config.set_image_data_format")
def _set_image_data_format(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    change_setting(machine.heap, "data_format", arguments.get(0, "data_format"))
    return None


@library(
    "keras.config.set_dtype_policy", "keras.mixed_precision.set_dtype_policy",
    "keras.mixed_precision.set_global_policy", "keras.mixed_precision.experimental.set_policy",
)  # fmt: skip
def _set_policy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The dtype of the layers that are made from now on."""
    change_setting(machine.heap, "dtype", policy_name(arguments.get(0, "policy")))
    return None


@library(
    "keras.mixed_precision.Policy", "keras.mixed_precision.DTypePolicy", "keras.mixed_precision.experimental.Policy",
    "keras.DTypePolicy", "keras.dtype_policies.DTypePolicy",
)  # fmt: skip
def _policy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return policy_of(policy_name(arguments.get(0, "name")))


@library("keras.config.dtype_policy", "keras.mixed_precision.global_policy", "keras.mixed_precision.dtype_policy")
def _current_policy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return policy_of(setting(machine.heap, "dtype"))


@library("keras.config.is_flash_attention_enabled", "keras.backend.config.is_flash_attention_enabled")
def _is_flash_attention_enabled(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A setting that nobody has made: Keras decides by the hardware, to no effect on shapes."""
    return None


@library("keras.layers.InputSpec", spread=True)
def _input_spec(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Unknown("an InputSpec is not followed", span.line)


@library("keras.backend.is_keras_tensor", "keras.utils.is_keras_tensor")
def _is_keras_tensor(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "x")
    return value if isinstance(value, Unknown) else isinstance(value, TensorValue) and value.node is not None


@library("keras.ops.operation_utils.get_source_inputs", "keras.utils.get_source_inputs")
def _get_source_inputs(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The inputs that a tensor comes from (keras.src.ops.operation_utils.get_source_inputs)."""
    tensor = arguments.get(0, "tensor")
    if not isinstance(tensor, TensorValue) or tensor.node is None:
        return tensor
    sources: dict[int, TensorValue] = {}
    seen: set[int] = set()
    stack: list[tuple[TensorValue, Node]] = [(tensor, tensor.node)]
    while stack:
        value, node = stack.pop()
        if node.is_join:
            return Unknown("which inputs it comes from depends on a condition that is not known", span.line)
        if node.is_input:
            sources.setdefault(id(node), value)
            continue
        for parent in tensor_values(node.inputs):
            if parent.node is not None and id(parent.node) not in seen:
                seen.add(id(parent.node))
                stack.append((parent, parent.node))
    return machine.heap.new(ListObject(tuple(sources.values())))


@library("keras.backend.clear_session", "keras.utils.clear_session", spread=True)
def _clear_session(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    machine.names.forget()
    return None


@library(
    "keras.random.set_seed", "keras.backend.set_learning_phase",
    "tensorflow.debugging.enable_check_numerics", "tensorflow.io.write_file",
    "numpy.set_printoptions", "numpy.seterr", "numpy.fill_diagonal",
    "numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.savetxt", "numpy.copyto", "numpy.put",
    "numpy.put_along_axis", "numpy.putmask", "numpy.place", "numpy.testing.assert_array_equal",
    "numpy.testing.assert_allclose", "keras.backend.set_value", "keras.backend.batch_set_value", "tensorflow.Assert",
    "tensorflow.assert_equal", "tensorflow.assert_greater", "tensorflow.assert_less", "tensorflow.assert_rank",
    "tensorflow.debugging.assert_equal", "tensorflow.debugging.assert_shapes", "tensorflow.group", "tensorflow.no_op",
    "tensorflow.random.set_global_generator", spread=True,
)  # fmt: skip
def _without_result(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """Changes values or files alone."""
    return None


@library("keras.ops.dtype", "keras.backend.dtype", "keras.backend.standardize_dtype")
def _dtype_of(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The name of the dtype of a tensor."""
    value = arguments.get(0, "x")
    if not isinstance(value, TensorValue):
        return value if isinstance(value, (Unknown, str)) else Unknown("the dtype of something else", span.line)
    return value.tensor.dtype


@library("keras.backend.epsilon", "keras.config.epsilon")
def _epsilon(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The small number that Keras adds where it divides."""
    return setting(machine.heap, "epsilon")


@library("keras.backend.set_epsilon", "keras.config.set_epsilon")
def _set_epsilon(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    change_setting(machine.heap, "epsilon", arguments.get(0, "value"))
    return None


@library("keras.utils.get_file", "keras.utils.file_utils.get_file", "keras.utils.file_utils.exists", spread=True)
def _from_disk(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Unknown("it is downloaded or read from a file", span.line)


@library(
    "numpy.experimental_enable_numpy_behavior", "tensorflow.python.ops.numpy_ops.np_config.enable_numpy_behavior",
    spread=True,
)  # fmt: skip
def _enable_numpy_behavior(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """From here on TensorFlow's tensors have the attributes of arrays."""
    change_setting(machine.heap, "numpy_behavior", True)
    return None
