-- One seat in a model's pool, by the server's own clock.
-- KEYS[1]  ZSET holder -> when its lease ends (ms)
-- ARGV     holder "<class letter>:<session>:<epoch>", seats of the pool, seats of the class, lease (ms), "take" | "beat"
-- returns  {1 held or 0, seats in use, ms until a seat may be free}
-- Asking again is harmless: a holder keeps its seat. A beat always counts the caller, even a late one, because it
-- does use the provider; newcomers wait for it.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local holder, lease_ms, mode = ARGV[1], tonumber(ARGV[4]), ARGV[5]
local class = string.sub(holder, 1, 2)

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local seats = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local in_use, of_class, known = #seats / 2, 0, false
for i = 1, #seats, 2 do
  known = known or seats[i] == holder
  if string.sub(seats[i], 1, 2) == class then of_class = of_class + 1 end
end

local room = in_use < tonumber(ARGV[2]) and of_class < tonumber(ARGV[3])
if not (known or room or mode == 'beat') then
  return {0, in_use, seats[2] and tonumber(seats[2]) - now or 0}
end
redis.call('ZADD', KEYS[1], now + lease_ms, holder)
return {1, known and in_use or in_use + 1, 0}
