"""The product's library: entry → usecases → context → adapters → flow → models; calls point down only."""
