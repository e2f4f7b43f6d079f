import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isHttps } from './session-cookie.rules.ts';

/** Headers of every answer. Pages run our own files only: no inline script or style, no other origin, and in frames only mails as they were sent. */
export function securityHeaders(webUrl: string): RequestHandler {
  const https = isHttps(webUrl);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  });
}
