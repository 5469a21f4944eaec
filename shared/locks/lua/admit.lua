-- A place in every gauge of a run, or in none.
-- KEYS     ZSETs run -> when its place ends (ms)
-- ARGV     run, time to live (ms), then the cap of each key
-- returns  0, or the number of the first full gauge
-- Asking again for the same run is a yes; places of runs that vanished end by themselves.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local run, ttl = ARGV[1], tonumber(ARGV[2])

for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  local full = redis.call('ZCARD', key) >= tonumber(ARGV[2 + i])
  if full and not redis.call('ZSCORE', key, run) then return i end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ttl, run)
  redis.call('PEXPIRE', key, ttl + 60000)
end
return 0
