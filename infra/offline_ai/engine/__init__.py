"""Reading resumes and jobs by rules: it quotes, orders and compares, and never invents."""
