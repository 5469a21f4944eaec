import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

/** A few points under a heading; nothing where there are none. */
export function PointList({ title, points, icon }: { title: string; points: string[]; icon: ReactNode }) {
  if (!points.length) return null
  return (
    <Card>
      <h3 className="font-semibold tracking-tight">{title}</h3>
      <ul className="mt-3 space-y-2.5">
        {points.map((point, index) => (
          <li key={index} className="flex gap-3 leading-relaxed">
            <span className="mt-1 [&_svg]:size-4" aria-hidden>{icon}</span>
            <span className="min-w-0 wrap-anywhere">{point}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
