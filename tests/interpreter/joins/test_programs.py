"""What two arms of a condition do to one object: behind them only what both say is known."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check


def test_a_layer_built_in_both_arms_has_the_sizes_of_either() -> None:
    check("""
        import elsewhere
        dense, same, other = Dense(3), Dense(3), Dense(3)
        if elsewhere.flag():
            dense(Input((5,)))
            same(Input((5,)))
            other(Input((5,)))
        else:
            dense(Input((7,)))
            same(Input((5,)))
            other(Input((4, 5)))
        x = dense(Input((7,)))  #> (None, 3)
        y = dense(Input((5,)))  #> (None, 3)
        z = same(Input((7,)))  #! AxisMismatch
        w = other(Input((7,)))  #> (None, 3)
        v = Dense(dense.count_params())(x)  #> (None, ?)
    """)


def test_a_layer_called_in_one_arm_may_have_its_first_call_behind_it() -> None:
    check("""
        import elsewhere
        dense = Dense(3)
        if elsewhere.flag():
            dense(Input((4, 5)))
        dense(Input((7,)))
        x = Dense(2)(dense.output)  #> (…, 2)
    """)


def test_names_and_switches_set_in_one_arm_are_not_known() -> None:
    analysis = check("""
        import elsewhere
        base = keras.Sequential([Input((4,)), Dense(3, name="first")])
        if elsewhere.flag():
            base.trainable = False
    """)
    (model,) = analysis.models
    assert model.params == 15
    assert str(model.trainable_params) == "?"


@pytest.mark.parametrize(
    ("made", "one", "other", "size"),
    [
        ("LabelBinarizer()", "tool.fit([0, 1, 2])", "tool.fit([0, 1, 2, 3, 4])", "tool.transform([0, 1]).shape[1]"),
        ("LabelBinarizer()", "tool.fit([0, 1, 2])", "pass", "tool.transform([0, 1]).shape[1]"),
        ("ArgumentParser()", "tool.add_argument('--n', default=4)", "tool.add_argument('--n')", "tool.parse_args().n"),
        ("ArgumentParser()", "tool.set_defaults(n=4)", "tool.set_defaults(n=8)", "tool.parse_args().n"),
        ("PCA(3) if flag() else PCA(5)", "pass", "pass", "tool.fit_transform(np.zeros((9, 8))).shape[1]"),
        ("Dense(2)", "tool(Input((3,)))", "tool(Input((4,)))", "tool.count_params()"),
        ("keras.Sequential([Dense(2)])", "tool.build((None, 3))", "tool.build((None, 4))", "tool.input_shape[1]"),
        ("np.arange(3)", "tool = np.arange(5)", "pass", "keras.utils.to_categorical(tool).shape[1]"),
        ("[]", "tool.append(4)", "tool.append(8)", "tool[0]"),
        ("{}", "tool['n'] = 4", "tool['n'] = 8", "tool['n']"),
        ("iter([4, 8, 9])", "next(tool)", "pass", "next(tool)"),
    ],
)  # fmt: skip
def test_what_arms_make_of_a_tool_is_not_known(made: str, one: str, other: str, size: str) -> None:
    lines = f"""
        import numpy as np
        from argparse import ArgumentParser
        from sklearn.decomposition import PCA
        from sklearn.preprocessing import LabelBinarizer
        from elsewhere import flag
        tool = {made}
        if flag():
            {one}
        else:
            {other}
        x = Dense({size})(Input((2,)))  #> (None, ?)
        y = Dense(1)(x)  #> (None, 1)
    """
    check(lines)


def test_what_both_arms_say_stays_known() -> None:
    check("""
        from argparse import ArgumentParser
        from sklearn.preprocessing import LabelBinarizer
        from elsewhere import flag
        labels, parser = LabelBinarizer(), ArgumentParser()
        if flag():
            labels.fit([0, 1, 2])
            parser.add_argument("--n", default=4)
        else:
            labels.fit([2, 1, 0])
            parser.add_argument("--n", default=4)
        x = Dense(labels.transform([0, 1]).shape[1])(Input((2,)))  #> (None, 3)
        y = Dense(parser.parse_args().n)(x)  #> (None, 4)
    """)
