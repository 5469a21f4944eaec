import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { components } from '@/api/schema.gen'
import type { OpState, Service } from '@/api/types'
import { keys } from '@/data/query-client'
import { api, dataOf } from '@/lib/http'

export type ExportChoice = components['schemas']['ExportRequest']
export type Template = ExportChoice['template']
export type Paper = ExportChoice['paper']
export type Format = ExportChoice['format']

const named = (id: string) => ({ path: { service_id: id } })

/** Undoes or redoes one edit, or all of them. */
export function useSwitchOp(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ n, state }: { n: number | 'all'; state: OpState }) => {
      const path = { service_id: id, number: String(n) }
      return dataOf(api.POST('/api/services/{service_id}/customized-resume/ops/{number}', { params: { path }, body: { state } }))
    },
    onSuccess: customizedResume =>
      cache.setQueryData<Service>(keys.service(id), known => known && { ...known, customizedResume }),
    onError: () => cache.invalidateQueries({ queryKey: keys.service(id) }),
  })
}

/** Keeps the reader's text as a new version. */
export function useSaveResume(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: { markdown: string; version: number }) =>
      dataOf(api.PUT('/api/services/{service_id}/customized-resume', { params: named(id), body })),
    onSuccess: ({ version }, { markdown }) => {
      cache.setQueryData<Service>(keys.service(id), known => known && saved(known, markdown, version))
    },
    onError: () => cache.invalidateQueries({ queryKey: keys.service(id) }),
  })
}

function saved(service: Service, markdown: string, version: number): Service {
  const customized = service.customizedResume
  return customized ? { ...service, customizedResume: { ...customized, markdownContent: markdown, edited: true, version } } : service
}

export interface ExportedFile {
  file: Blob
  /** Characters no font has: they are not on the page. */
  missing: string
}

/** The file itself: what the preview draws is what the button saves. */
export async function exportResume(id: string, body: ExportChoice, signal?: AbortSignal): Promise<ExportedFile> {
  const asked = api.POST('/api/services/{service_id}/customized-resume/pdf', {
    params: named(id),
    body,
    parseAs: 'blob',
    signal,
  })
  const { response } = await asked
  const file: Blob | undefined = await dataOf(asked)
  return { file: file!, missing: decodeURIComponent(response.headers.get('x-missing-glyphs') ?? '') }
}
