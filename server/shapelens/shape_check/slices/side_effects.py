"""Calls that a check never makes: what touches files, the network, processes or the screen, what trains, what ends.

A call is known by the dotted name that the program's imports give it. `os.environ["X"]` and `os.path` are harmless, and
so is everything that is not named here: behind the slice stands the sandbox, which does not go by names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelens.syntax import lowered as low

READS, WRITES, FETCHES = "it reads a file", "it writes to the disk", "it fetches data"
STARTS, CONNECTS, ENDS = "it starts a process or a thread", "it opens a connection", "it ends the program"
ASKS, DRAWS, WAITS, PRINTS, TESTS = "it asks", "it draws", "it waits", "it prints", "it evaluates or saves a model"
NATIVE, RUNS = "it calls into the system", "it runs a text as code"

# by the beginning of a dotted name; the longest that fits decides, and None allows
PATHS: Mapping[str, str | None] = {
    "open": READS, "io.open": READS, "input": ASKS, "exit": ENDS, "quit": ENDS, "breakpoint": ASKS, "print": PRINTS,
    "eval": RUNS, "exec": RUNS, "getpass": ASKS, "pdb": ASKS, "pprint": PRINTS, "time.sleep": WAITS,
    "os": WRITES, "os.path": None, "os.environ": None, "os.getenv": None, "os.getcwd": None, "os.cpu_count": None,
    "os.getpid": None, "os.fspath": None, "os._exit": ENDS, "os.abort": ENDS, "os.listdir": READS, "os.walk": READS,
    "os.scandir": READS, "os.stat": READS, "os.open": READS, "os.read": READS, "os.fork": STARTS, "os.system": STARTS,
    "os.popen": STARTS, "os.kill": STARTS, "os.killpg": STARTS, "os.setsid": STARTS, "os.putenv": None,
    "posix": STARTS, "shutil": WRITES, "glob": READS, "pickle": READS, "pickle.dumps": None,
    "pickle.loads": None, "joblib": READS,
    "json.dump": WRITES, "zipfile": READS, "tarfile": READS,
    "gzip": READS, "bz2": READS, "tempfile": WRITES, "h5py": READS, "sqlite3": READS, "dill": READS,
    "toml": READS, "configparser": READS, "scipy.io": READS, "imageio": READS, "mmap": WRITES,
    "pathlib.Path": None, "sys.exit": ENDS, "sys.stdin": ASKS, "sys.stdout": PRINTS, "sys.stderr": PRINTS,
    "subprocess": STARTS, "multiprocessing": STARTS, "threading": STARTS, "concurrent": STARTS, "asyncio": STARTS,
    "signal": STARTS, "pty": STARTS, "ray": STARTS, "dask": STARTS, "resource": NATIVE, "ctypes": NATIVE,
    "cffi": NATIVE, "socket": CONNECTS, "socketserver": CONNECTS, "ssl": CONNECTS, "urllib": FETCHES,
    "requests": FETCHES, "http": CONNECTS, "ftplib": FETCHES, "smtplib": CONNECTS, "webbrowser": STARTS,
    "wget": FETCHES, "gdown": FETCHES, "kaggle": FETCHES, "kagglehub": FETCHES, "opendatasets": FETCHES,
    "boto3": FETCHES, "flask": CONNECTS, "gradio": CONNECTS, "streamlit": CONNECTS, "wandb": CONNECTS,
    "mlflow": WRITES, "neptune": CONNECTS, "comet_ml": CONNECTS, "google.colab": CONNECTS, "IPython": PRINTS,
    "datasets.load_dataset": FETCHES, "tensorflow_datasets": FETCHES, "tensorflow_hub": FETCHES, "gym": STARTS,
    "gymnasium": STARTS, "gym.spaces": None, "gymnasium.spaces": None, "yfinance": FETCHES,
    "pandas_datareader": FETCHES, "sklearn.datasets.fetch_": FETCHES, "nltk.download": FETCHES, "nltk.corpus": READS,
    "matplotlib": DRAWS, "pylab": DRAWS, "seaborn": DRAWS, "plotly": DRAWS, "bokeh": DRAWS, "visualkeras": DRAWS,
    "numpy.load": READS, "numpy.loadtxt": READS, "numpy.genfromtxt": READS, "numpy.fromfile": READS,
    "numpy.memmap": READS, "numpy.save": WRITES, "pandas.read_": READS, "PIL.Image.open": READS, "cv2.imread": READS,
    "cv2.imwrite": WRITES, "cv2.VideoCapture": READS, "cv2.imshow": DRAWS, "cv2.waitKey": WAITS, "librosa": READS,
    "soundfile": READS, "skimage.io": READS, "nibabel": READS, "pydicom": READS, "gensim": READS, "spacy": READS,
    "tensorflow.io": READS, "tensorflow.io.FixedLenFeature": None, "tensorflow.io.VarLenFeature": None,
    "tensorflow.gfile": READS, "tensorflow.summary": WRITES, "tensorflow.train.Checkpoint": WRITES,
    "tensorflow.train.CheckpointManager": WRITES, "tensorflow.saved_model": READS, "tensorflow.profiler": WRITES,
    "tensorflow.data.TFRecordDataset": READS, "tensorflow.data.TextLineDataset": READS,
    "tensorflow.data.Dataset.list_files": READS, "tensorflow.data.experimental.make_csv_dataset": READS,
    "tensorflow.lite": WRITES, "tensorflow.py_function": NATIVE,
    "keras.utils.get_file": FETCHES, "keras.utils.plot_model": DRAWS, "keras.utils.model_to_dot": DRAWS,
    "keras.utils.load_img": READS, "keras.utils.save_img": WRITES, "keras.utils.image_dataset_from_directory": READS,
    "keras.utils.text_dataset_from_directory": READS, "keras.utils.timeseries_dataset_from_directory": READS,
    "keras.utils.audio_dataset_from_directory": READS, "keras.models.load_model": READS, "keras.saving": READS,
    "keras.saving.register_keras_serializable": None, "keras.saving.serialize_keras_object": None,
    "keras.saving.deserialize_keras_object": None, "keras.saving.get_custom_objects": None,
    "keras.models.save_model": WRITES, "keras.preprocessing.image.load_img": READS,
    "keras.preprocessing.image_dataset_from_directory": READS,
    "keras.preprocessing.text_dataset_from_directory": READS,
}  # fmt: skip

# methods of anything, by name
METHODS: Mapping[str, str] = {
    **dict.fromkeys("to_csv to_excel to_pickle to_parquet to_hdf savefig".split(), WRITES),
    **dict.fromkeys("write_text write_bytes save_weights".split(), WRITES),
    **dict.fromkeys("unlink rmdir touch mkdir rename symlink_to makedirs tofile".split(), WRITES),
    **dict.fromkeys("read_text read_bytes flow_from_directory iterdir rglob readlines extractall".split(), READS),
    **dict.fromkeys("fork system popen start_new_thread Popen".split(), STARTS),
}  # fmt: skip

# methods that are harmful only where nobody wants what they give: other objects may have some of these names
METHODS_OF_STATEMENTS: Mapping[str, str] = {
    **dict.fromkeys("save load_weights export evaluate evaluate_generator test_on_batch".split(), TESTS),
    **dict.fromkeys("summary".split(), PRINTS),
    **dict.fromkeys("show plot imshow scatter hist legend draw".split(), DRAWS),
    **dict.fromkeys("write writelines dump flush close".split(), WRITES),
    **dict.fromkeys("download download_and_prepare".split(), FETCHES),
    **dict.fromkeys("start join run_forever mainloop".split(), STARTS),
    **dict.fromkeys("connect bind listen send sendall".split(), CONNECTS),
}  # fmt: skip

# these give data, which zeros can stand in for, though nothing is wrong with them
DATA = ("numpy.random.", "keras.random.", "tensorflow.random.")
# the agent has a stand-in of its own, whose labels run through all classes
DATASETS = "keras.datasets."
# what changes how a library works, and so has to be done though nothing comes of it
CONFIGURES = ("set_", "enable_", "disable_", "seed", "run_functions_eagerly", "experimental_run", "register", "append",
              "insert", "clear_session", "use_", "DEFINE", "add_safe_globals", "update", "setdefault")  # fmt: skip
MODELS = ("keras.applications.", "keras.Sequential", "keras.Model", "keras.models.Sequential", "keras.models.Model")
TRAINING = frozenset({"GradientTape", "apply_gradients", "train_on_batch"})

_KERAS = ("tensorflow.keras.", "tensorflow.compat.v2.keras.", "tensorflow.python.keras.", "tf_keras.", "keras.api.")


def dotted(node: Any, aliases: Mapping[str, str]) -> str | None:
    """The dotted name of an expression, as the program's imports have it; None for what has none."""
    parts: list[str] = []
    while isinstance(node, low.Attribute):
        parts.append(node.name)
        node = node.value
    if not isinstance(node, low.Name):
        return None
    path = ".".join([aliases.get(node.id, node.id), *reversed(parts)])
    for root in _KERAS:
        if path.startswith(root):
            return f"keras.{path[len(root) :]}"
    return path


def makes_model(call: low.Call, aliases: Mapping[str, str]) -> bool:
    """Whether a call makes a model of Keras' own, be it one of which nothing is known."""
    return (dotted(call.function, aliases) or "").startswith(MODELS)


def side_effect_of(call: low.Call, aliases: Mapping[str, str], bound: frozenset[str], *, statement: bool) -> str | None:
    """Why a call is not made; None where it may be. `bound` are the names that the program defines itself."""
    function = call.function
    path = dotted(function, aliases)
    root = path.split(".")[0] if path is not None else None
    if path is not None and (root not in bound or root in aliases):
        known, reason = _by_path(path)
        if known:
            return reason
    if isinstance(function, low.Attribute):
        found = METHODS.get(function.name)
        return METHODS_OF_STATEMENTS.get(function.name) if found is None and statement else found
    return None


def _by_path(path: str) -> tuple[bool, str | None]:
    best = max((name for name in _candidates(path) if name in PATHS), key=len, default=None)
    return (False, None) if best is None else (True, PATHS[best])


def _candidates(path: str) -> list[str]:
    """The names under which a path may be listed: its beginnings, and beginnings of its last part up to a `_`."""
    parts = path.split(".")
    found = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return [*found, path[: path.find("_", path.rfind(".") + 1) + 1]]
