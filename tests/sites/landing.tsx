import type { Metadata } from "next";
import Image from "next/image";
import Link from "next/link";
import { motion } from "framer-motion";
import { Brain, Clock, HeartPulse, ShieldCheck, type LucideIcon } from "lucide-react";

import { BookingDialog } from "@/components/booking-dialog";
import { Section } from "@/components/section";
import { cn } from "@/lib/utils";

export const revalidate = 3600;
export const dynamic = "force-static";

const siteUrl = process.env.NEXT_PUBLIC_SITE_URL ?? "https://larkspur.example";

export const metadata: Metadata = {
  metadataBase: new URL(siteUrl),
  title: {
    default: "Ketamine Infusions in Bend, Oregon | Larkspur Clinic",
    template: "%s | Larkspur Clinic",
  },
  description:
    "Proven IV ketamine care for depression & PTSD. " +
    "Meet a physician who stays in the room with you.",
  keywords: ["ketamine bend", "iv ketamine for depression near me", "best ketamine clinic in oregon"],
  alternates: { canonical: "/ketamine-infusions" },
  openGraph: {
    title: "Feel like yourself again at Larkspur",
    description: "Most of our guests notice a change within a day.",
    type: "website",
    locale: "en_US",
    images: [{ url: "/og/larkspur.jpg", width: 1200, height: 630, alt: "A reclining chair beside a window with pines" }],
  },
  twitter: { card: "summary_large_image", creator: "@larkspurclinic" },
  robots: { index: true, follow: true, googleBot: "index, follow" },
};

interface Benefit {
  icon: LucideIcon;
  title: string;
  description: string;
  tone: "sky" | "sage" | "a colour that nobody picked yet";
}

const benefits: Benefit[] = [
  {
    icon: Clock,
    title: "Relief in hours",
    description: "Ordinary pills take weeks. Ketamine can lift a mood the very same afternoon.",
    tone: "sky",
  },
  {
    icon: Brain,
    title: "New pathways",
    description: 'Researchers think that it helps brain cells \u201ctalk\u201d again; we don\'t know all of it yet.',
    tone: "sage",
  },
  {
    icon: ShieldCheck,
    title: "Watched over",
    description: `Blood pressure, oxygen and heart rhythm are followed from the first drop to the last.`,
    tone: "sky",
  },
];

const stats = [
  { value: "82%", label: "of guests report a better week" },
  { value: 1400, suffix: "+", label: "infusions given since opening" },
  { value: "40 min", label: "typical time in the chair" },
];

const steps = [
  ["01", "Talk", "A nurse calls you about your history, your medicines and your goals."],
  ["02", "Rest", "You lie back with music and a blanket while the infusion runs."],
  ["03", "Return", "Someone you trust drives you home; you rest for the evening."],
] as const;

const conditions = ["Depression", "PTSD", "Anxiety", "Chronic pain", "OCD"];

const partners = [
  { id: "ptr-01", name: "High Desert Counseling", href: "https://hdc.example", logo: "/logos/hdc.svg" },
  { id: "ptr-02", name: "Cascade Women's Health", href: "https://cwh.example", logo: "/logos/cwh.svg" },
];

const toneClasses: Record<Benefit["tone"], string> = {
  sky: "bg-sky-50 text-sky-900 ring-1 ring-sky-200",
  sage: "bg-emerald-50 text-emerald-900 ring-1 ring-emerald-200",
  "a colour that nobody picked yet": "bg-white text-black",
};

const fadeUp = {
  initial: { opacity: 0, y: 24 },
  whileInView: { opacity: 1, y: 0 },
  transition: { duration: 0.5, ease: "easeOut" },
};

const jsonLd = {
  "@context": "https://schema.org",
  "@type": "MedicalClinic",
  name: "Larkspur Clinic",
  url: siteUrl,
  telephone: "+1-541-555-0142",
  description: "A physician-led ketamine clinic in Bend.",
  address: { "@type": "PostalAddress", streetAddress: "18 Juniper Way", addressLocality: "Bend", addressRegion: "OR" },
  aggregateRating: { "@type": "AggregateRating", ratingValue: "4.9", reviewCount: 213 },
  review: [{ "@type": "Review", reviewBody: "They gave me my mornings back.", author: { "@type": "Person", name: "Dana R." } }],
};

function Stars({ count = 5 }: { count?: number }) {
  return (
    <span aria-label="Five out of five stars" className="inline-flex gap-1 text-amber-500">
      {Array.from({ length: count }, (_, i) => (
        <svg key={i} viewBox="0 0 20 20" className="h-4 w-4 fill-current" aria-hidden="true">
          <path d="M10 1l2.6 5.9 6.4.6-4.8 4.3 1.4 6.3L10 14.8 4.4 18l1.4-6.2L1 7.5l6.4-.6z" />
        </svg>
      ))}
    </span>
  );
}

export default async function Page() {
  const slots = await fetch(`${siteUrl}/api/slots?day=today`, { next: { revalidate: 60 } }).then((r) => r.json());
  if (!Array.isArray(slots)) {
    console.error("The booking service answered with something that is not a list", slots);
  }

  return (
    <>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(jsonLd) }} />
      <section
        className="relative isolate overflow-hidden px-6 py-24 sm:py-32 lg:px-8"
        style={{ backgroundImage: `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='8'%3E%3C/svg%3E")` }}
      >
        <motion.div {...fadeUp} className="mx-auto max-w-3xl text-center">
          <p className="text-sm font-semibold uppercase tracking-widest text-sky-700">Ketamine infusions · Bend, Oregon</p>
          <h1 className={cn("mt-4 text-4xl font-bold tracking-tight", "sm:text-6xl")}>
            When nothing else works,{" "}
            <span className="bg-gradient-to-r from-sky-600 to-emerald-600 bg-clip-text text-transparent">
              break<wbr />through
            </span>{" "}
            care does
          </h1>
          <p className="mt-6 text-lg leading-8 text-slate-600">
            Depression &amp; trauma can feel like a locked room. We&rsquo;ve helped{" "}
            <strong>hundreds of neighbors</strong> find the door — safely & gently.
            Ask us how.
          </p>
          <div className="mt-10 flex items-center justify-center gap-x-6">
            <BookingDialog trigger={<button className="btn btn-primary">Book a free call</button>} source="hero" />
            <Link href="/safety" className="text-sm font-semibold leading-6">
              Read about risks <span aria-hidden="true">→</span>
            </Link>
          </div>
        </motion.div>
      </section>

      <Section id="benefits" eyebrow="Why ketamine" title="A different kind of medicine" tone="muted">
        <div className="grid gap-8 md:grid-cols-3">
          {benefits.map(({ icon: Icon, title, description, tone }) => (
            <motion.article key={title} {...fadeUp} className={cn("rounded-2xl p-8", toneClasses[tone])}>
              <Icon className="h-6 w-6" aria-hidden="true" />
              <h3 className="mt-4 text-xl font-semibold">{title}</h3>
              <p className="mt-2 text-base">{description}</p>
            </motion.article>
          ))}
        </div>
      </Section>

      <dl className="mx-auto grid max-w-5xl grid-cols-3 gap-6 text-center">
        {stats.map((stat) => (
          <div key={stat.label}>
            <dd className="text-4xl font-bold">
              {stat.value}
              {stat.suffix}
            </dd>
            <dt className="text-sm text-slate-500">{stat.label}</dt>
          </div>
        ))}
        <div>
          <dd className="text-4xl font-bold">24/7</dd>
          <dt className="text-sm text-slate-500">nurse line for guests</dt>
        </div>
      </dl>

      <Section id="steps" title="How a visit goes" lede="Plan on about two hours, door to door.">
        <ol>
          {steps.map(([number, heading, text]) => (
            <li key={number} className="flex gap-4">
              <span className="font-mono">{number}</span>
              <h3>{heading}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
        <p>
          We treat {conditions.length} conditions: {conditions.join(", ")}.
        </p>
      </Section>

      <figure className="mx-auto max-w-2xl">
        <Image src="/photos/dana.jpg" alt="Dana on the trail above the clinic" width={640} height={480} priority />
        <Stars />
        <blockquote>
          <p>
            &ldquo;After my second visit the fog <em>lifted</em>. I{"'"}d tried everything.&rdquo;
          </p>
        </blockquote>
        <figcaption>Dana R., guest since 2023. Paid for her own care.</figcaption>
      </figure>

      {slots.length > 0 ? (
        <p className="text-center text-sm">Openings today: {slots.length}</p>
      ) : (
        <p className="text-center text-sm">We are full today; the next openings are posted each morning.</p>
      )}

      {/* TODO: bring back the spring discount when marketing has signed it off */}
      <ul className="flex flex-wrap justify-center gap-6">
        {partners.map((partner) => (
          <li key={partner.id}>
            <a href={partner.href} target="_blank" rel="noopener noreferrer" title={`Visit ${partner.name}`}>
              <Image src={partner.logo} alt={partner.name} width={120} height={40} />
            </a>
          </li>
        ))}
      </ul>

      <Section id="small-print" variant="fine">
        <small className="text-[10px] text-slate-400">
          Ketamine is approved by the FDA as an anesthetic. Its use for mood is off-label. Results vary.
          <br />
          Do not drive until the next day. In a crisis, call or text 988.
        </small>
        <HeartPulse className="h-4 w-4" aria-hidden />
      </Section>
    </>
  );
}
