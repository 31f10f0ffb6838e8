"""Training of the weights. Unsupervised: labels serve the report only. Nothing online imports this package."""
