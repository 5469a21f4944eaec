import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { ElsewhereOrRedirect } from '@/app/elsewhere-or-redirect'
import Landing from '@/pages/landing'

const SignIn = lazy(() => import('@/pages/sign-in'))
const SignUp = lazy(() => import('@/pages/sign-up'))
const ResetPassword = lazy(() => import('@/pages/reset-password'))
const Goodbye = lazy(() => import('@/pages/goodbye'))
const Area = lazy(() => import('@/pages/area'))
const Workbench = lazy(() => import('@/pages/workbench'))
const Service = lazy(() => import('@/pages/service'))
const Profile = lazy(() => import('@/pages/profile'))

/** The site map, once for each language. */
export function AppRoutes() {
  return (
    <Suspense>
      <Routes>
        {['zh', 'en'].map(locale => (
          <Route key={locale} path={locale}>
            <Route index element={<Landing />} />
            <Route path="sign-in" element={<SignIn />} />
            <Route path="sign-up" element={<SignUp />} />
            <Route path="reset-password" element={<ResetPassword />} />
            <Route path="goodbye" element={<Goodbye />} />
            <Route element={<Area />}>
              <Route path="workbench" element={<Workbench />} />
              <Route path="workbench/:id" element={<Service />} />
              <Route path="profile" element={<Profile />} />
            </Route>
          </Route>
        ))}
        <Route path="*" element={<ElsewhereOrRedirect />} />
      </Routes>
    </Suspense>
  )
}
