"""Programs of any size, one for each kind of growth: `PROGRAMS[kind](n)` is one of about n lines, or n rounds."""

# ruff: noqa: E501  (a program a line)
from __future__ import annotations

from collections.abc import Callable

HEAD = "import elsewhere\nfrom keras import Input, layers\nx = Input((4,))\n"


def _lines(line: str, n: int) -> str:
    """A line n times, `{n}` its number and `{m}` the one before."""
    return "".join(line.replace("{n}", str(number)).replace("{m}", str(number - 1)) for number in range(1, n + 1))


def _nested(n: int) -> str:
    depth = max(n // 50, 1)
    return (
        "".join("    " * level + f"if elsewhere.f({level}):\n" for level in range(depth)) + "    " * depth + "a = 1\n"
    )


# what grows with the length of the text
WRITTEN: dict[str, Callable[[int], str]] = {
    "names": lambda n: _lines("name_{n} = {n}\n", n),
    "layer calls": lambda n: _lines("x = layers.Dense(4)(x)\n", n),
    "layers in a list": lambda n: "import keras\nm = keras.Sequential([\n" + _lines("    layers.Dense({n}),\n", n) + "])\n",
    "layers added": lambda n: "import keras\nm = keras.Sequential()\n" + _lines("m.add(layers.Dense({n}))\n", n),
    "functions": lambda n: _lines("def f_{n}(x):\n    return layers.Dense({n})(x)\n", n),
    "functions that call the one before": lambda n: "def f_0(x):\n    return x\n"
    + _lines("def f_{n}(x):\n    return layers.Dense({n})(f_{m}(x))\n", min(n, 30)),
    "functions called": lambda n: _lines("def f_{n}(x):\n    return layers.Dense({n})(x)\nx = f_{n}(x)\n", n),
    "classes": lambda n: _lines("class A_{n}:\n    size = {n}\n    def f(self): return self.size\n", n),
    "classes in a line": lambda n: "class A_0: pass\n" + _lines("class A_{n}(A_{m}): pass\n", n),
    "diamonds": lambda n: "class A_0: size = 3\n"
    + _lines("class L_{n}(A_{m}): pass\nclass R_{n}(A_{m}): pass\nclass A_{n}(L_{n}, R_{n}): pass\n", n // 3)
    + f"a = A_{n // 3}()\nb = a.size\n",
    "methods": lambda n: "class A:\n" + _lines("    def f_{n}(self):\n        self.g_{n} = layers.Dense({n})(x)\n", n),
    "attributes": lambda n: "class A: pass\na = A()\n" + _lines("a.g_{n} = {n}\n", n),
    "attributes in __init__": lambda n: "class A:\n    def __init__(self):\n" + _lines("        self.g_{n} = {n}\n", n)
    + "a = A()\n",
    "conditions": lambda n: _lines("if elsewhere.f({n}):\n    v_{n} = 1\nelse:\n    v_{n} = []\n", n),
    "conditions on one name": lambda n: _lines("if elsewhere.f({n}):\n    v = {n}\n", n),
    "conditions in conditions": _nested,
    "elif": lambda n: "if elsewhere.f(0):\n    y = 0\n" + _lines("elif elsewhere.f({n}):\n    y = {n}\n", n),
    "try statements": lambda n: _lines(
        "try:\n    v_{n} = elsewhere.f()\nexcept ValueError:\n    v_{n} = None\n", n
    ),
    "unknown calls in one try": lambda n: "try:\n" + _lines("    v_{n} = elsewhere.f({n})\n", n) + "except ValueError: pass\n",
    "appends": lambda n: "a = []\n" + _lines("a.append({n})\n", n),
    "appends of what is not known": lambda n: "a = []\n" + _lines("a.append(elsewhere.f({n}))\n", n),
    "entries": lambda n: "a = {}\n" + _lines("a['k_{n}'] = {n}\n", n),
    "a long sum": lambda n: "a = 0" + _lines(" + {n}", n) + "\n",
    "texts put together": lambda n: "a = ''\n" + _lines("a += 'word {n} '\n", n),
    "a long list": lambda n: "a = [\n" + _lines("    elsewhere.f({n}),\n", n) + "]\n",
    "a long dict": lambda n: "a = {\n" + _lines("    'k_{n}': elsewhere.f({n}),\n", n) + "}\n",
    "star imports": lambda n: _lines("from module_{n} import *\n", 10) + _lines("y_{n} = something_{n}\n", n),
    "decorators": lambda n: "def keep(f): return f\n" + _lines("@keep\ndef f_{n}(x): return x\n", n),
    "decorators of one function": lambda n: "def keep(f):\n    def g(x): return f(x)\n    return g\n"
    + _lines("@keep\n", min(n, 25)) + "def f(x): return x\nf(x)\n",
    "globals": lambda n: "count = 0\ndef f():\n    global count\n    count += 1\n" + _lines("f()\n", n),
    "models": lambda n: "import keras\n" + _lines("m_{n} = keras.Model(x, layers.Dense({n})(x))\n", n),
    "generators": lambda n: "def g():\n" + _lines("    yield {n}\n", n) + "a = list(g())\n",
    "lambdas": lambda n: "f_0 = lambda x: x\n" + _lines("f_{n} = lambda x: x + {n}\nf_{n}(1)\n", n),
    "calls of a function on what is not known": lambda n: "def f(a): return [a, elsewhere.g(a)]\n"
    + _lines("y_{n} = f(elsewhere.a)\n", n),
    "loops on what is not known": lambda n: _lines("for item_{n} in elsewhere.items:\n    y_{n} = layers.Dense(3)(x)\n", n),
}  # fmt: skip
# what grows with a number in the text: the rounds of a loop, the depth of a recursion
RUN: dict[str, Callable[[int], str]] = {
    "tries that append what is not known": lambda n: f"a = []\nfor i in range({n}):\n    try:\n"
    "        a.append(elsewhere.f(i))\n    except ValueError:\n        pass\n",
    "rounds that bind what is not known": lambda n: f"for i in range({n}):\n    a = elsewhere.f(i)\n    b = a[0]\n",
    "rounds with a condition": lambda n: f"a = []\nfor i in range({n}):\n    if elsewhere.f(i):\n        a.append(i)\n",
    "rounds with a break": lambda n: f"for i in range({n}):\n    if elsewhere.f(i):\n        break\n",
    "rounds with continue": lambda n: f"k = 0\nfor i in range({n}):\n    if elsewhere.f(i):\n        continue\n    k += 1\n",
    "rounds that return": lambda n: f"def f():\n    for i in range({n}):\n        if elsewhere.f(i):\n            return i\nf()\n",
    "rounds of rounds": lambda n: f"k = 0\nfor i in range({n}):\n    for j in range({n}):\n        k = elsewhere.f(i, j)\n",
    "rounds that count": lambda n: f"k = 0\nfor i in range({n}):\n    k += i\n",
    "a while that counts": lambda n: f"k = 0\nwhile k < {n}:\n    k += 1\n",
    "entries in rounds": lambda n: f"a = {{}}\nfor i in range({n}):\n    a[i] = elsewhere.f(i)\n",
    "lists in rounds": lambda n: f"a = []\nfor i in range({n}):\n    a.append([elsewhere.f(i), i])\n",
    "texts in rounds": lambda n: f"a = ''\nfor i in range({n}):\n    a += 'x'\n",
    "texts of what is not known": lambda n: f"a = ''\nfor i in range({n}):\n    a += elsewhere.f(i)\n",
    "a comprehension of what is not known": lambda n: f"a = [elsewhere.f(i) for i in range({n})]\n",
    "a comprehension of lists": lambda n: f"a = [[i, elsewhere.f(i)] for i in range({n})]\n",
    "a comprehension of dicts": lambda n: f"a = [{{'k': i}} for i in range({n})]\n",
    "a comprehension in a comprehension": lambda n: f"a = [[elsewhere.f(i, j) for j in range(20)] for i in range({n})]\n",
    "a comprehension with a condition": lambda n: f"a = [i for i in range({n}) if elsewhere.f(i)]\n",
    "a dict comprehension": lambda n: f"a = {{i: elsewhere.f(i) for i in range({n})}}\n",
    "calls in a comprehension": lambda n: "def f(i):\n    if elsewhere.g(i): return [i]\n    return [i, i]\n"
    f"a = [f(i) for i in range({n})]\n",
    "instances in rounds": lambda n: "class A:\n    def __init__(self, i): self.i = i\n"
    f"a = []\nfor i in range({n}):\n    a.append(A(i))\n",
    "layers in rounds": lambda n: f"for i in range({n}):\n    x = layers.Dense(4)(x)\n",
    "a generator in rounds": lambda n: f"def g():\n    for i in range({n}):\n        yield elsewhere.f(i)\nfor a in g():\n    b = a\n",
    "recursion on what is not known": lambda n: "def f(t):\n    if t is None: return 1\n    return f(t['a']) + f(t['b'])\n"
    + _lines("y_{n} = f(elsewhere.tree)\n", min(n, 20)),
    "recursion on a random choice": lambda n: "import random\nrules = {'S': (('N', 'V'), ('S', 'N')), 'N': (('N', 'S'), ('a',))}\n"
    "def f(s, depth=0):\n    if s not in rules: return [s]\n    words = []\n"
    "    for part in rules[s][random.randint(0, 1)]:\n        words += f(part, depth + 1)\n    return words\n"
    f"a = [f('S') for _ in range({n})]\n",
    "mutual recursion": lambda n: "def f(t):\n    return g(t) + g(t) if elsewhere.h(t) else 1\n"
    "def g(t):\n    return f(t) + f(t) if elsewhere.h(t) else 2\n" + _lines("y_{n} = f(elsewhere.a)\n", min(n, 20)),
    "recursion on layers": lambda n: "def f(x, n):\n    return x if n == 0 else layers.Dense(4)(f(x, n - 1))\n"
    f"y = f(x, {min(n, 30)})\n",
    "episodes": lambda n: "import numpy as np\nimport gym\nenv = gym.make('Pole')\nmemory = []\n"
    f"for episode in range({n}):\n    state = env.reset()\n    done = False\n    total = 0\n"
    f"    while not done:\n        action = env.action_space.sample() if np.random.rand() < 0.1 else 1\n"
    "        after, reward, done, _ = env.step(action)\n        memory.append((state, action, reward, after, done))\n"
    "        state = after\n        total += reward\n        if len(memory) > 100:\n            memory.pop(0)\n"
    "    print(f'{episode}: {total}')\n",
    "steps of episodes": lambda n: "import gym\nenv = gym.make('Pole')\nscores = []\n"
    f"for episode in range({n}):\n    state = env.reset()\n    score = 0\n    for step in range({n}):\n"
    "        state, reward, done, _ = env.step(0)\n        score += reward\n        if done:\n            break\n"
    "    scores.append(score)\n",
}  # fmt: skip
# what doubles at every round
DOUBLING: dict[str, Callable[[int], str]] = {
    "a format": lambda n: f"s = 'ab'\nfor i in range({n}): s = '{{}}{{}}'.format(s, s)\n",
    "an f-string": lambda n: f"s = 'ab'\nfor i in range({n}): s = f'{{s}}{{s}}'\n",
    "a percent format": lambda n: f"s = 'ab'\nfor i in range({n}): s = '%s%s' % (s, s)\n",
    "a join": lambda n: f"s = 'ab'\nfor i in range({n}): s = s.join([s, s, s])\n",
    "a repetition": lambda n: f"s = 'ab'\nfor i in range({n}): s = s * 2\n",
    "a replacement": lambda n: f"s = 'ab'\nfor i in range({n}): s = s.replace('a', 'aa')\n",
    "an integer": lambda n: f"k = 3\nfor i in range({n}): k = k ** 2\n",
    "a shift": lambda n: f"k = 3\nfor i in range({n}): k = k << k.bit_length()\n",
    "a product": lambda n: f"k = 3\nfor i in range({n}): k *= k\n",
    "bytes": lambda n: f"s = b'ab'\nfor i in range({n}): s = s + s\n",
    "a list": lambda n: f"a = [1]\nfor i in range({n}): a = a + a\n",
    "a list in place": lambda n: f"a = [1]\nfor i in range({n}): a += a\n",
    "a list of a generator": lambda n: f"a = [1]\nfor i in range({n}): a = list(b for b in a + a)\n",
    "a list times two": lambda n: f"a = [1]\nfor i in range({n}): a = a * 2\n",
    "a tuple": lambda n: f"a = (1,)\nfor i in range({n}): a = a + a\n",
    "a dict": lambda n: f"a = {{0: 1}}\nfor i in range({n}): a = {{**a, **{{k + len(a): 1 for k in a}}}}\n",
    "a set": lambda n: f"a = {{0}}\nfor i in range({n}): a = a | {{k + len(a) for k in a}}\n",
    "a text of a list": lambda n: f"a = [1]\nfor i in range({n}): a = [str(a), str(a)]\n",
    "a width": lambda n: f"k = 1\nfor i in range({n}):\n    k = k * 2\n    s = '%*d' % (k, 1)\n    t = '{{:{{}}}}'.format(1, k)\n",
    "nested lists": lambda n: f"a = []\nfor i in range({n}): a = [a, a]\nb = str(a)\nc = a == [a]\n",
    "copies": lambda n: f"import copy\na = []\nfor i in range({n}): a = [copy.deepcopy(a), copy.deepcopy(a)]\n",
    "ranges": lambda n: f"k = 1\nfor i in range({n}):\n    k = k * 2\n    a = list(range(k))\n",
    "sorted lists": lambda n: f"a = [1]\nfor i in range({n}): a = sorted(a + a)\n",
    "an array of a list": lambda n: f"import numpy as np\na = [1]\nfor i in range({n}):\n    a = a + a\n    b = np.array(a)\n",
}  # fmt: skip
