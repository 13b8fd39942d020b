"""The JDK image that comes with this package."""

import os

HOME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "jdk")
