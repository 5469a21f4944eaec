import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

interface Drafts {
  job: string
  resumes: Record<string, string>
  setJob: (text: string) => void
  /** `null` forgets the draft: it was saved or given up. */
  setResume: (serviceId: string, text: string | null) => void
  forget: () => void
}

/** What has been typed but not sent; survives a reload of this tab. */
export const useDrafts = create<Drafts>()(
  persist(
    set => ({
      job: '',
      resumes: {},
      setJob: job => set({ job }),
      setResume: (serviceId, text) =>
        set(({ resumes: { [serviceId]: _former, ...others } }) => ({
          resumes: text === null ? others : { ...others, [serviceId]: text },
        })),
      forget: () => set({ job: '', resumes: {} }),
    }),
    { name: 'drafts', storage: createJSONStorage(() => sessionStorage) },
  ),
)
