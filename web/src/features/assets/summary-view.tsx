import type { ReactNode } from 'react'
import type { ResumeSummary } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { useText } from '@/lib/i18n'

/** The stored extract of a resume, part by part. */
export function SummaryView({ summary }: { summary: ResumeSummary }) {
  const { say } = useText()
  const { headline, profile = [], skills = [], employments = [], projects = [], education = [] } = summary
  return (
    <div className="space-y-6 text-sm leading-relaxed">
      {headline && <p className="font-medium">{headline}</p>}
      {profile.length > 0 && <Lines lines={profile} />}
      {skills.length > 0 && (
        <Part title={say('assets.skills')}>
          <div className="flex flex-wrap gap-1.5">
            {skills.map(skill => (
              <Badge key={skill} tone="outline" className="max-w-full whitespace-normal">{skill}</Badge>
            ))}
          </div>
        </Part>
      )}
      {employments.length > 0 && (
        <Part title={say('assets.employments')}>
          {employments.map((job, index) => (
            <Entry key={index} title={[job.employer, job.title].filter(Boolean).join(' · ')}
              when={[job.start, job.end].filter(Boolean).join(' – ')} lines={[...(job.duties ?? []), ...(job.highlights ?? [])]} />
          ))}
        </Part>
      )}
      {projects.length > 0 && (
        <Part title={say('assets.projects')}>
          {projects.map((project, index) => (
            <Entry key={index} title={[project.name, project.role].filter(Boolean).join(' · ')}
              lines={[...(project.duties ?? []), ...(project.highlights ?? [])]} />
          ))}
        </Part>
      )}
      {education.length > 0 && (
        <Part title={say('assets.education')}>
          {education.map((school, index) => (
            <Entry key={index} title={[school.school, school.degree, school.field].filter(Boolean).join(' · ')} lines={[]} />
          ))}
        </Part>
      )}
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="space-y-2.5">
    <h3 className="font-semibold">{title}</h3>
    {children}
  </section>
)

const Entry = ({ title, when, lines }: { title: string; when?: string; lines: string[] }) => (
  <div className="space-y-1">
    <p className="flex flex-wrap justify-between gap-x-4 font-medium">
      {title}
      {when && <span className="font-normal text-muted-foreground tabular-nums">{when}</span>}
    </p>
    <Lines lines={lines} />
  </div>
)

const Lines = ({ lines }: { lines: string[] }) => (
  <ul className="list-disc space-y-0.5 pl-5 text-muted-foreground">
    {lines.map((line, index) => <li key={index}>{line}</li>)}
  </ul>
)
