import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Service } from '@/api/types'
import { keys } from '@/data/query-client'
import { json, request } from '@/lib/http'

export type Template = 'classic' | 'modern' | 'compact'
export type Paper = 'a4' | 'letter'
export type Format = 'pdf' | 'docx'

export interface ExportChoice {
  template: Template
  paper: Paper
  locale: string
  format: Format
  markdown?: string
}

const address = (id: string) => `/api/services/${id}/customized-resume`

/** Undoes or redoes one edit, or all of them. */
export function useSwitchOp(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ n, state }: { n: number | 'all'; state: 'applied' | 'undone' }) =>
      json(`${address(id)}/ops/${n}`, { method: 'POST', body: { state } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.service(id) }),
  })
}

/** Keeps the reader's text as a new version. */
export function useSaveResume(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (edit: { markdown: string; version: number }) =>
      json<{ version: number }>(address(id), { method: 'PUT', body: edit }),
    onSuccess: ({ version }, { markdown }) => {
      cache.setQueryData<Service>(keys.service(id), known => known && saved(known, markdown, version))
    },
    onError: () => cache.invalidateQueries({ queryKey: keys.service(id) }),
  })
}

function saved(service: Service, markdown: string, version: number): Service {
  const customized = service.customizedResume
  return customized ? { ...service, customizedResume: { ...customized, markdownContent: markdown, version } } : service
}

/** The file itself: what the preview draws is what the button saves. */
export async function exportResume(id: string, choice: ExportChoice, signal?: AbortSignal): Promise<Blob> {
  const response = await request(`${address(id)}/pdf`, { method: 'POST', body: choice, signal })
  return response.blob()
}
