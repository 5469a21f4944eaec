-- Orders and the waitlist. Card data never reaches us: the provider's page takes it.
CREATE TABLE payment_orders (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id           text REFERENCES neon_auth.users_sync (id) ON DELETE SET NULL,
  amount_cents      integer NOT NULL CHECK (amount_cents > 0),
  currency          text NOT NULL DEFAULT 'cny',
  quota_amount      integer NOT NULL CHECK (quota_amount > 0),
  status            text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'COMPLETED', 'FAILED', 'REFUNDED')),
  provider          text NOT NULL,
  provider_order_id text,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_order_at_the_provider UNIQUE (provider_order_id)
);
CREATE INDEX payment_orders_user ON payment_orders (user_id, status);

CREATE TABLE payment_waitlist (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    text NOT NULL UNIQUE REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  email      text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
