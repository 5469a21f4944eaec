-- Give back a run's place in every gauge of KEYS. ARGV[1] is the run; returns how many places it had.
local left = 0
for _, key in ipairs(KEYS) do left = left + redis.call('ZREM', key, ARGV[1]) end
return left
