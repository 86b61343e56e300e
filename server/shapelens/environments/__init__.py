"""Which Python environment a program belongs to, and where its packages are: files are read, nothing is started.

Reading order: `discovery` (the order of precedence), `layouts` (what an environment looks like on disk), `pyenv`,
`packages` (the folders that an interpreter imports from), `versions` and `requirements` (what a project says of the
versions of its libraries), `keras_versions` (which Keras its programs are for).
"""
