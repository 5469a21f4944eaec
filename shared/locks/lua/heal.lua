-- Make a gauge say what the database says.
-- KEYS[1]  ZSET run -> when its place ends (ms)
-- ARGV     time to live (ms), age from which a stranger goes (ms), then the live runs
-- returns  {strangers removed, missing ones added}
-- A run that was admitted a moment ago is not in the database yet: young strangers stay.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ttl, grown_up = tonumber(ARGV[1]), tonumber(ARGV[2])
local missing, removed, added = {}, 0, 0

for i = 3, #ARGV do missing[ARGV[i]] = true end
local places = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #places, 2 do
  local run, admitted = places[i], tonumber(places[i + 1]) - ttl
  if missing[run] then
    missing[run] = nil
  elseif now - admitted > grown_up then
    removed = removed + redis.call('ZREM', KEYS[1], run)
  end
end
for run in pairs(missing) do
  added = added + redis.call('ZADD', KEYS[1], now + ttl, run)
end
if added > 0 then redis.call('PEXPIRE', KEYS[1], ttl + 60000) end
return {removed, added}
