/**
 * All words of the site in one place, so that editors need not look for them in components.
 * Keep the shape: pages read these by key.
 */
import type { SiteContent, Plan } from "./types";
import heroImage from "../assets/hero.webp";

export type Locale = "en" | "es";
export const DEFAULT_LOCALE: Locale = "en";
export const GA_ID = "G-4XK29TTQ1B";
export const API_BASE = "https://api.quietwater.example/v2";
export const PHONE = "(608) 555-0117";

const YEAR = new Date().getFullYear();
const TABLETS = 6;

export const HERO_HEADLINE = "Quiet Water Ketamine: calm within reach";
export const HERO_SUBHEAD = "At-home tablets, prescribed online and mailed to your door in two days.";
export const HERO_DISCLAIMER = `*Individual results vary. Not FDA-approved for depression. © ${YEAR} Quiet Water.`;
export const CTA_TEXT = "Start my assessment";
export const CTA_HREF = "/start?utm_source=home";

export const site: SiteContent = {
  brand: { name: "Quiet Water", logo: "/brand/mark.svg", favicon: "/favicon.ico", color: "#1f4e5f" },
  nav: [
    { label: "How it works", href: "/how-it-works" },
    { label: "Safety", href: "/safety" },
    { label: "Pricing", href: "/pricing", badge: "New" },
  ],
  hero: {
    image: heroImage,
    imageAlt: "A lake at dawn with a small wooden pier",
    layout: "split-right",
    bullets: [
      "No office visits, no waiting rooms",
      "Clinicians licensed in your state",
      "Guaranteed refund if you are not approved",
    ],
  },
  safety: {
    heading: "Is this safe at home?",
    intro:
      "Ketamine can raise blood pressure and make you unsteady. " +
      "That is why you need a sitter, and why we check your pressure before each session.",
    items: [
      { key: "sitter", icon: "user-check", text: "An adult must be with you for the whole session." },
      { key: "drive", icon: "car-off", text: "You may not drive until you have slept a full night." },
      { key: "stop", icon: "hand", text: "Tell us at once about chest pain, a racing heart or dark thoughts." },
    ],
    contraindications: ["Uncontrolled blood pressure", "Psychosis", "Pregnancy", "Active substance use"],
  },
  footer: {
    columns: [
      { title: "Company", links: [["About us", "/about"], ["Careers", "/careers"], ["Press", "/press"]] },
      { title: "Legal", links: [["Privacy", "/privacy"], ["Terms of use", "/terms"], ["Telehealth consent", "/consent"]] },
    ],
    disclaimer:
      "Quiet Water is not an emergency service. If you are in danger, call 911, or call or text 988 to reach the Suicide & Crisis Lifeline.",
    copyright: "All rights reserved.",
  },
};

export const plans: Plan[] = [
  {
    id: "plan_single",
    stripePriceId: "price_1PZk3mDq",
    name: "Single month",
    price: "$189",
    interval: "month",
    description: "Six tablets, one clinician visit and messages on weekdays.",
    features: ["Medical review", "Six sessions", "Blood-pressure cuff included"],
    cta: { label: "Choose monthly", href: "/checkout/plan_single" },
    highlighted: false,
  },
  {
    id: "plan_season",
    stripePriceId: "price_1PZk3mDr",
    name: "Three months",
    price: "$479",
    interval: "quarter",
    description: "Our most popular path: lasting change needs time.",
    features: ["Everything in a single month", "Eighteen sessions", "A coach who knows your story"],
    cta: { label: "Choose quarterly", href: "/checkout/plan_season" },
    highlighted: true,
  },
];

export const faq = [
  {
    id: "what-is-it",
    question: "What is oral ketamine?",
    answer: "A tablet that dissolves under the tongue. It reaches the blood more slowly than an infusion.",
  },
  {
    id: "how-fast",
    question: "How fast does it work?",
    answer:
      'Some people feel lighter after the <strong>first</strong> session; others need <a href="/research" class="link underline">four or more</a>.<br/>A few feel nothing at all.',
  },
  {
    id: "addictive",
    question: "Can I become dependent on it?",
    answer: `Yes, it is possible. Ketamine is a Schedule III drug, so we send ${TABLETS} tablets at a time and never early refills.`,
  },
  {
    id: "insurance",
    question: "Do you take insurance?",
    answer: "No. We can give you an itemized bill.\nMany people use an HSA card.",
  },
];

export const testimonials = [
  { quote: "I slept through the night for the first time in years.", author: "Priya, 41", role: "Member", rating: 5, avatar: "/people/priya.jpg" },
  { quote: "It didn\u2019t fix everything, but it gave me room to breathe.", author: "Tom, 58", role: "Member", rating: 4, avatar: "/people/tom.jpg" },
] satisfies Testimonial[];

export const errors: Record<string, string> = {
  network: "We could not reach the server. Please try again in a minute.",
  state: "We do not treat people in your state yet.",
  underage: "You must be eighteen or older.",
};

export const quiz = {
  version: 3,
  schema: "quiz/v3",
  questions: [
    {
      id: "q_mood",
      type: "single_choice",
      prompt: "How often have you felt down in the last two weeks?",
      options: [
        { value: "none", label: "Not at all" },
        { value: "some", label: "Several days" },
        { value: "most", label: "Nearly every day" },
      ],
    },
    {
      id: "q_bp",
      type: "number",
      prompt: "What was your last blood pressure reading?",
      helpText: "Leave it empty if you do not know.",
      placeholder: "120/80",
      pattern: "^\\d{2,3}/\\d{2,3}$",
    },
  ],
};

export const analyticsEvents = {
  start: "assessment_started",
  finish: "assessment_finished",
} as const;

export const theme = {
  fonts: { body: "'Source Sans 3', system-ui, sans-serif", heading: "Fraunces, Georgia, serif" },
  shadows: { card: "0 1px 2px rgba(0, 0, 0, 0.08), 0 8px 24px rgba(0, 0, 0, 0.06)" },
  breakpoints: { md: "(min-width: 768px)" },
};

export function greeting(name?: string): string {
  if (!name) return "Welcome back to Quiet Water";
  return `Hello ${name}, how did your last session go?`;
}

export function assertLocale(value: string): asserts value is Locale {
  if (value !== "en" && value !== "es") {
    throw new TypeError("The locale of a page must be one of en and es, not " + value);
  }
}
