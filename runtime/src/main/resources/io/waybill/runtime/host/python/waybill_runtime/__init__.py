"""What the bootstrap of Python functions is made of. The name is one that no function has a module of."""
