import { QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { useState } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { newQueryClient } from '@/data/query-client'
import { SignedIn } from '@/pages/signed-in'

/** Everything behind the sign-in shares one cache, one set of hints and one place for toasts. */
export default function Area() {
  const [client] = useState(newQueryClient)
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider>
        <SignedIn />
        <Toaster />
      </Tooltip.Provider>
    </QueryClientProvider>
  )
}
