// The target's code is on its way.
