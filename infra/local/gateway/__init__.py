"""API Gateway, Function URLs, the scheduler and the CDN of this computer."""
