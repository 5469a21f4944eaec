import type { components } from '@/api/schema.gen'
import { api, ApiFailure, dataOf } from '@/lib/http'

export type UploadKind = 'resume' | 'detailed_resume' | 'job_image'

type UploadForm = components['schemas']['UploadForm']

/** Sends a file straight to the object store; returns the key to speak of it. */
export async function upload(kind: UploadKind, file: File, onProgress?: (percent: number) => void): Promise<string> {
  const body = { kind, contentType: file.type, size: file.size, fileName: file.name }
  const form = await dataOf(api.POST('/api/uploads', { body }))
  await post(form, file, onProgress)
  return form.key
}

/** XMLHttpRequest, because fetch reports no progress of what it sends. */
function post({ url, fields }: UploadForm, file: File, onProgress?: (percent: number) => void): Promise<void> {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  data.append('file', file) // the store ignores every field after the file
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const request = new XMLHttpRequest()
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(Math.round((loaded / total) * 100)))
  request.addEventListener('load', () =>
    request.status < 300 ? resolve() : reject(new ApiFailure('upload_failed', request.status)),
  )
  request.addEventListener('error', () => reject(new ApiFailure('offline', 0)))
  request.open('POST', url)
  request.send(data)
  return promise
}
