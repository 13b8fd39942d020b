#!/bin/sh
# What the image installs; stands in the folder of the wheel. Without jupyterhub the image serves one user alone.
set -eu
cd "$(dirname "$0")"
python3 -m pip install --no-cache-dir --root-user-action=ignore ./*.whl "$(grep '^jupyterlab==' requirements.txt)" "$(grep '^ipywidgets==' requirements.txt)" "$(grep '^anywidget==' requirements.txt)" 'jupyterhub>=5,<6'
leibniz train --shared
leibniz doctor
