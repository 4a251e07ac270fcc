"""Where settings come from: flags, then the environment, then one settings file, then the defaults."""
