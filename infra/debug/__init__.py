"""Steps of the product run by hand, with everything a model was asked and said."""
